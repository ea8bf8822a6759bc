// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Changes;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.Event.Silent.Awaited;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.program.Dirt;
import org.psci.conformance.program.Phase;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.Repeat;
import org.psci.conformance.program.Step;
import org.psci.spec.model.Call;
import org.psci.spec.model.State;
import org.psci.spec.step.EntryState;
import org.psci.spec.vocabulary.AffinityState;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.SuspendMode;

/**
 * One run of one program on a {@link StepwiseMachine}: its phases in order, then parking. It keeps
 * a clock of its own that ticks with every command and every answer, so a call lasts from when it
 * was ordered to when its return was heard.
 */
final class StepwiseRun implements StepwiseMachine.Listener {
  private static final long PARKING_CONTEXT = 0x7061_7264;

  /** So many equal answers of AFFINITY_INFO are enough where it is not believed. */
  private static final int FEW_QUESTIONS = 20;

  private final StepwiseMachine machine;
  private final Profile profile;
  private final Program program;
  private final Placement placement;
  private final Parking parking;
  private final List<@Nullable Event> events = new ArrayList<>();
  private final CoreView[] cores = new CoreView[State.CORES];
  private boolean mayBeOsInitiated;

  /** Where the trusted OS was when it was moved first, and where it is; -1 if it was not moved. */
  private int trustedOsHome = -1;

  private int trustedOsCore = -1;
  private long clock;
  private Event.Machine.@Nullable What machineDid;

  /** What this run knows of a core. */
  private static final class CoreView {
    boolean running;
    boolean everStarted;

    /** Starts that were promised and not seen yet. */
    int startsDue;

    /** In a CPU_FREEZE, as far as one can tell: only a CPU_ON brings it back. */
    boolean frozen;

    @Nullable OpenCall open;

    boolean isFree() {
      return running && open == null;
    }

    boolean isSuspended() {
      return running && open != null && suspends(open.call);
    }

    Awaited awaited() {
      return isSuspended() ? Awaited.WAKE_UP : running ? Awaited.RETURN : Awaited.ENTRY;
    }

    boolean isExpected() {
      return running || startsDue > 0;
    }
  }

  /** A call whose end has not been seen. */
  private static final class OpenCall {
    final Call call;
    final int step;
    final boolean bigEndian;
    final long begin;
    final int eventIndex;
    long result;
    boolean returned;

    OpenCall(Call call, int step, boolean bigEndian, long begin, int eventIndex) {
      this.call = call;
      this.step = step;
      this.bigEndian = bigEndian;
      this.begin = begin;
      this.eventIndex = eventIndex;
    }
  }

  /** The run cannot go on. */
  private static final class Stopped extends Exception {
    private static final long serialVersionUID = 1;
    final Ending ending;

    Stopped(Ending ending, String remark) {
      super(remark);
      this.ending = ending;
    }
  }

  StepwiseRun(StepwiseMachine machine, Profile profile, Program program, Parking parking) {
    this.parking = parking;
    this.machine = machine;
    this.profile = profile;
    this.program = program;
    this.placement =
        Placement.of(program, profile)
            .orElseThrow(
                () -> new IllegalArgumentException("the machine is too small for " + program));
    for (int core = 0; core < cores.length; core++) {
      cores[core] = new CoreView();
    }
    cores[0].running = true;
  }

  History run() {
    Ending ending;
    String remark = "";
    machine.begin(program.schedule(), placement);
    try {
      int step = 0;
      for (Phase phase : program.phases()) {
        if (phase instanceof Phase.Wake wake) {
          letSuspendedCoresFallAsleep();
          wake(placement.core(wake.core()));
        }
        runPhase(phase, step);
        step += phase.steps().size();
      }
      ending = park();
    } catch (Stopped e) {
      ending = e.ending;
      remark = String.valueOf(e.getMessage());
    } catch (MachineFailure e) {
      ending = e.ending();
      remark = String.valueOf(e.getMessage());
    }
    events.removeIf(Objects::isNull);
    return new History(program, events, ending, remark, machine.taken(placement));
  }

  private void runPhase(Phase phase, int firstStep) throws Stopped, MachineFailure {
    List<Step> steps = phase.steps();
    List<Integer> ready = new ArrayList<>();
    for (int index = 0; index < steps.size(); index++) {
      if (comesToItsTurn(placement.core(steps.get(index).core()))) {
        ready.add(index);
      }
    }
    List<OpenCall> open = new ArrayList<>();
    for (int index : ready) {
      open.add(begin(steps.get(index), firstStep + index));
    }
    for (int place = 0; place < ready.size(); place++) {
      int index = ready.get(place);
      finish(steps.get(index), firstStep + index, open.get(place));
    }
  }

  /** A suspension is over when it is made; what ends it may come before it has taken effect. */
  private void letSuspendedCoresFallAsleep() throws Stopped, MachineFailure {
    for (int core = 0; core < cores.length; core++) {
      if (cores[core].isSuspended()) {
        machine.pauseBeforeRepeat(1, this);
        requireMachine();
      }
    }
  }

  private void wake(int core) throws MachineFailure {
    long begin = ++clock;
    machine.wake(core);
    events.add(new Event.WakeUp(core, begin, ++clock));
  }

  /** Waits until a core can make its call; false if nobody has started it. */
  private boolean comesToItsTurn(int core) throws Stopped, MachineFailure {
    CoreView view = cores[core];
    while (!view.isFree()) {
      if (!view.isExpected()) {
        return false;
      }
      if (!proceed()) {
        throw silence(core, view.awaited());
      }
    }
    return true;
  }

  private OpenCall begin(Step step, int number) throws MachineFailure {
    Call call = placement.call(step.core(), step.invocation());
    OpenCall open = begin(call, number, step.dirt());
    if (step.timer() != 0) {
      wake(call.caller());
    }
    return open;
  }

  private OpenCall begin(Call call, int step, Set<Dirt> dirt) throws MachineFailure {
    CoreView caller = cores[call.caller()];
    boolean bigEndian = profile.canPrepare() && dirt.contains(Dirt.BE);
    if (profile.canPrepare()) {
      machine.prepare(call.caller(), dirt);
    }
    long begin = ++clock;
    OpenCall open = new OpenCall(call, step, bigEndian, begin, events.size());
    caller.open = open;
    events.add(
        new Event.Called(call, step, begin, Event.Called.NEVER, 0, Changes.UNREAD, bigEndian));
    if (takesCoreOut(call)) {
      caller.running = false;
      caller.frozen = call.is(PsciFunction.CPU_FREEZE);
    }
    machine.call(call.caller(), new long[] {call.x0(), call.x1(), call.x2(), call.x3()});
    return open;
  }

  /** Waits for the return of a call, and makes it again if its step says so. */
  private void finish(Step step, int number, OpenCall first) throws Stopped, MachineFailure {
    Optional<Repeat> repeat = step.repeat();
    OpenCall beforeLast = first;
    OpenCall last = first;
    int tries = 1;
    int equal = 1;
    while (hasReturned(last) && repeat.isPresent() && repeat.get().goesOnAfter((int) last.result)) {
      boolean patient = machine.pauseBeforeRepeat(tries, this);
      if (isNotBelieved(last.call) && (!patient || equal >= FEW_QUESTIONS)) {
        return;
      }
      if (!patient) {
        Stopped silence = silence(awaitedCore(last.call), Awaited.RESULT);
        if (mayNeverCome(last.call)) {
          return;
        }
        throw silence;
      }
      OpenCall next = begin(step, number);
      tries++;
      equal = hasReturned(next) && next.result == last.result ? equal + 1 : 1;
      if (hasReturned(next) && next.result == last.result && last.result == beforeLast.result) {
        dropUnlessFirst(last, first);
      }
      beforeLast = last;
      last = next;
    }
  }

  /** What the power controller says need not ever be what is waited for; the program goes on. */
  private static boolean mayNeverCome(Call call) {
    return call.is(PsciFunction.NODE_HW_STATE);
  }

  /** Where programs end without AFFINITY_INFO nothing waits for what it says, or not for long. */
  private boolean isNotBelieved(Call call) {
    return parking == Parking.BY_RESTART && call.is(PsciFunction.AFFINITY_INFO);
  }

  /** Of a run of equal results the first and the last say everything. */
  private void dropUnlessFirst(OpenCall call, OpenCall first) {
    if (call != first) {
      events.set(call.eventIndex, null);
    }
  }

  /** Waits for the end of a call; false if the call took its caller away, as CPU_OFF does. */
  private boolean hasReturned(OpenCall open) throws Stopped, MachineFailure {
    while (!open.returned) {
      if (takesCoreOut(open.call) || suspends(open.call)) {
        return false;
      }
      if (!proceed()) {
        throw silence(open.call.caller(), Awaited.RETURN);
      }
      if (cores[open.call.caller()].open != open && !open.returned) {
        return false; // the core came in elsewhere in the middle of its call
      }
    }
    return true;
  }

  private int awaitedCore(Call call) {
    int target = profile.topology().indexOf(call.wide(1));
    return target >= 0 && target < cores.length ? target : call.caller();
  }

  /** Takes every running core but core 0 out of the machine, and brings core 0 back if need be. */
  private Ending park() throws Stopped, MachineFailure {
    wakeSuspendedCores();
    awaitPromisedStarts();
    if (parking == Parking.BY_RESTART && anotherWasStarted()) {
      throw leftAsItIs();
    }
    CoreView first = cores[0];
    if (!first.running) {
      int helper = anyRunning();
      if (helper < 0) {
        return Ending.NO_CORE_LEFT;
      }
      bringBack(0, helper);
    }
    for (int core = 1; core < cores.length; core++) {
      if (cores[core].frozen) {
        bringBack(core, 0);
      }
    }
    bringTrustedOsHome();
    for (int core = 1; core < cores.length; core++) {
      if (cores[core].isFree()) {
        OpenCall off =
            begin(call(core, PsciFunction.CPU_OFF, 0, 0, 0), Event.Called.PARKING, Set.of());
        cores[core].everStarted = true;
        if (!awaitOff(core, off)) {
          throw new Stopped(Ending.UNPARKED, "CPU_OFF of core " + core + " returned while parking");
        }
      } else if (cores[core].everStarted) {
        awaitOff(core, null);
      }
    }
    if (mayBeOsInitiated) {
      set(call(0, PsciFunction.PSCI_SET_SUSPEND_MODE, 0, 0, 0), "PSCI_SET_SUSPEND_MODE(0)");
    }
    return Ending.PARKED;
  }

  private boolean anotherWasStarted() {
    for (int core = 1; core < cores.length; core++) {
      if (cores[core].everStarted) {
        return true;
      }
    }
    return false;
  }

  /** The others still call CPU_OFF, since it may return; whether they are OFF is left open. */
  private Stopped leftAsItIs() throws Stopped, MachineFailure {
    for (int core = 1; core < cores.length; core++) {
      if (cores[core].isFree()) {
        begin(call(core, PsciFunction.CPU_OFF, 0, 0, 0), Event.Called.PARKING, Set.of());
        machine.pauseBeforeRepeat(1, this);
        requireMachine();
      }
    }
    return new Stopped(Ending.UNPARKED, Parking.LEFT_AS_IT_IS);
  }

  private void wakeSuspendedCores() throws Stopped, MachineFailure {
    for (int core = 0; core < cores.length; core++) {
      if (cores[core].isSuspended() && profile.canWake()) {
        wake(core);
      }
      while (cores[core].isSuspended()) {
        if (!proceed()) {
          throw silence(core, Awaited.WAKE_UP);
        }
      }
    }
  }

  private void awaitPromisedStarts() throws Stopped, MachineFailure {
    for (int core = 0; core < cores.length; core++) {
      // A core that was promised twice comes in once only: then it is running, and that is enough.
      while (cores[core].startsDue > 0 && !cores[core].running) {
        if (!proceed()) {
          throw silence(core, Awaited.ENTRY);
        }
      }
    }
  }

  private int anyRunning() {
    for (int core = 0; core < cores.length; core++) {
      if (cores[core].isFree()) {
        return core;
      }
    }
    return -1;
  }

  /** The trusted OS goes back to where it was when the program began. */
  private void bringTrustedOsHome() throws Stopped, MachineFailure {
    if (trustedOsCore != trustedOsHome && cores[trustedOsCore].isFree()) {
      long mpidr = profile.topology().mpidr(trustedOsHome).value();
      set(call(trustedOsCore, PsciFunction.MIGRATE, mpidr, 0, 0), "MIGRATE");
    }
  }

  /** A call by which the machine becomes what it was, and which has to succeed. */
  private void set(Call call, String what) throws Stopped, MachineFailure {
    OpenCall open = begin(call, Event.Called.PARKING, Set.of());
    if (!hasReturned(open) || (int) open.result != ReturnCode.SUCCESS.value()) {
      throw new Stopped(Ending.UNPARKED, what + " while parking returned " + (int) open.result);
    }
  }

  private void bringBack(int core, int helper) throws Stopped, MachineFailure {
    long entry = profile.entries().address(Placement.parkingSlot(profile));
    long mpidr = profile.topology().mpidr(core).value();
    Call start = call(helper, PsciFunction.CPU_ON, mpidr, entry, PARKING_CONTEXT);
    int tries = 1;
    OpenCall open = begin(start, Event.Called.PARKING, Set.of());
    while (hasReturned(open) && (int) open.result == ReturnCode.ALREADY_ON.value()) {
      if (!machine.pauseBeforeRepeat(tries++, this)) {
        throw silence(core, Awaited.RESULT);
      }
      open = begin(start, Event.Called.PARKING, Set.of());
    }
    while (!cores[core].running) {
      if (cores[core].startsDue == 0) {
        throw new Stopped(
            Ending.UNPARKED,
            String.format(
                "CPU_ON of core %d while parking returned %d; core %d stays away",
                core, (int) open.result, core));
      }
      if (!proceed()) {
        throw silence(core, Awaited.ENTRY);
      }
    }
  }

  /** Asks until a core is OFF; false if its CPU_OFF returned. */
  private boolean awaitOff(int core, @Nullable OpenCall off) throws Stopped, MachineFailure {
    long mpidr = profile.topology().mpidr(core).value();
    Call question = call(0, PsciFunction.AFFINITY_INFO, mpidr, 0, 0);
    for (int tries = 1; ; tries++) {
      OpenCall open = begin(question, Event.Called.PARKING, Set.of());
      boolean answered = hasReturned(open);
      if (off != null && off.returned) {
        return false;
      }
      if (!answered || (int) open.result == AffinityState.OFF.value()) {
        return true;
      }
      if (!machine.pauseBeforeRepeat(tries, this)) {
        throw silence(core, Awaited.RESULT);
      }
    }
  }

  private Call call(int core, PsciFunction function, long x1, long x2, long x3) {
    boolean wide = profile.executionState() == ExecutionState.AARCH64 && function.hasSmc64();
    int id = wide ? function.smc64() : function.smc32();
    return new Call(core, id & 0xffff_ffffL, x1, x2, x3, profile.executionState());
  }

  private static boolean takesCoreOut(Call call) {
    return call.is(PsciFunction::takesCoreOut);
  }

  private static boolean suspends(Call call) {
    return call.is(PsciFunction::suspends);
  }

  private Stopped silence(int core, Awaited awaited) {
    events.add(new Event.Silent(core, awaited, ++clock));
    return new Stopped(Ending.SILENT, "core " + core + " was waited for in vain");
  }

  private boolean proceed() throws Stopped, MachineFailure {
    boolean something = machine.proceed(this);
    requireMachine();
    return something;
  }

  private void requireMachine() throws Stopped {
    if (machineDid != null) {
      throw new Stopped(Ending.MACHINE_GONE, "the machine was " + machineDid);
    }
  }

  @Override
  public void returned(int core, long x0, Changes changed) {
    CoreView view = cores[core];
    OpenCall open = view.open;
    if (open == null) {
      open = leftBehind(core);
    }
    view.open = null;
    view.running = true;
    view.frozen = false;
    open.returned = true;
    open.result = x0;
    events.set(
        open.eventIndex,
        new Event.Called(open.call, open.step, open.begin, ++clock, x0, changed, open.bigEndian));
    boolean success = (int) x0 == ReturnCode.SUCCESS.value();
    if (success && open.call.is(PsciFunction.PSCI_SET_SUSPEND_MODE)) {
      // Of two calls at once nobody knows which came last, so a later change back says nothing.
      mayBeOsInitiated |= open.call.word(1) == SuspendMode.OS_INITIATED.value();
    }
    if (success && open.call.is(PsciFunction.MIGRATE)) {
      migrated(core, profile.topology().indexOf(open.call.wide(1)));
    }
    boolean started = success && open.call.is(PsciFunction.CPU_ON);
    int target = started ? profile.topology().indexOf(open.call.wide(1)) : -1;
    if (target >= 0 && target < cores.length) {
      cores[target].startsDue++;
      cores[target].everStarted = true;
    }
  }

  /** A machine that takes it where no core is has to be left with it. */
  private void migrated(int from, int to) {
    if (to < 0 || to >= cores.length) {
      return;
    }
    if (trustedOsCore < 0) {
      trustedOsHome = from;
    }
    trustedOsCore = to;
  }

  /** A CPU_OFF of an earlier program returns after all: what should be gone for good is back. */
  private OpenCall leftBehind(int core) {
    Call cpuOff = call(core, PsciFunction.CPU_OFF, 0, 0, 0);
    OpenCall open = new OpenCall(cpuOff, Event.Called.PARKING, false, 0, events.size());
    events.add(
        new Event.Called(
            cpuOff, Event.Called.PARKING, 0, Event.Called.NEVER, 0, Changes.UNREAD, false));
    return open;
  }

  @Override
  public void entered(int core, long address, long x0, EntryState state) {
    CoreView view = cores[core];
    boolean wokeUp = view.isSuspended() && view.startsDue == 0;
    view.running = true;
    view.frozen = false;
    view.open = null;
    view.startsDue -= wokeUp ? 0 : 1;
    view.everStarted = true;
    events.add(new Event.Entered(core, address, x0, state, ++clock));
  }

  @Override
  public void machine(Event.Machine.What what) {
    machineDid = what;
    events.add(new Event.Machine(what, ++clock));
  }
}
