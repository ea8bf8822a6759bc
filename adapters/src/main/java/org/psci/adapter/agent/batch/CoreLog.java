// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.batch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.psci.adapter.agent.batch.Plan.Action;
import org.psci.adapter.agent.batch.Plan.Calling;
import org.psci.adapter.agent.batch.Plan.Waking;
import org.psci.adapter.agent.mailbox.GarbledException;
import org.psci.adapter.agent.mailbox.Layout;
import org.psci.adapter.agent.mailbox.Mailbox;
import org.psci.conformance.history.Changes;
import org.psci.conformance.history.Event;
import org.psci.spec.model.Call;
import org.psci.spec.step.EntryState;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Topology;

/** What the log of one core says, program by program, up to the first thing that makes no sense. */
final class CoreLog {
  private static final long PRESERVED_BITS = 0xffff_fff0L;
  private static final long PRESERVED_BITS_OF_AARCH32 = 0x7ff0;

  // Fields of CPSR.
  private static final int MASK_BITS = 0x7;
  private static final int MASKS_SHIFT = 6;
  private static final int T32_SHIFT = 5;
  private static final int MODE_BITS = 0x1f;
  private static final int USER_MODE = 0x10;
  private static final int HYP_MODE = 0x1a;

  private final Batch batch;
  private final Topology topology;
  private final int core;
  private final List<List<Event>> events = new ArrayList<>();

  /** The program that the last good record belongs to. */
  private int program;

  private long lastStamp;
  private boolean inCall;

  /** When the timer of the core fires that is set; {@link Event.Called#NEVER} if none is. */
  private long timer = Event.Called.NEVER;

  private @Nullable Silence silence;
  private @Nullable String crash;
  private @Nullable String garble;

  private CoreLog(Batch batch, Topology topology, int core) {
    this.batch = batch;
    this.topology = topology;
    this.core = core;
    for (int index = 0; index < batch.size(); index++) {
      events.add(new ArrayList<>());
    }
  }

  /**
   * Reads the log of a core from the mailbox.
   *
   * @param count how many records it has
   */
  static CoreLog read(Mailbox mailbox, Batch batch, Topology topology, int core, int count) {
    CoreLog log = new CoreLog(batch, topology, core);
    try {
      if (count < 0 || count > batch.logCapacity()) {
        throw new GarbledException(
            "log_count", count & 0xffff_ffffL, "at most " + batch.logCapacity());
      }
      log.parse(mailbox.copy(batch.logOffset(core), count * Layout.RECORD_SIZE), count);
    } catch (GarbledException e) {
      log.garble = "core " + core + ": " + e.getMessage();
    }
    return log;
  }

  int core() {
    return core;
  }

  /** The events of a program, in the order in which they happened. */
  List<Event> events(int index) {
    return events.get(index);
  }

  /** The last program of which this log says something. */
  int program() {
    return program;
  }

  /**
   * When the timer fires that was still set when the log ended, or {@link Event.Called#NEVER}.
   * Whether it has, nobody has seen.
   */
  long openTimer() {
    return timer;
  }

  @Nullable Silence silence() {
    return silence;
  }

  /** What exception the core took, for people. */
  @Nullable String crash() {
    return crash;
  }

  /**
   * What makes no sense in this log, for people; it belongs to the last program, or a later one.
   */
  @Nullable String garble() {
    return garble;
  }

  private void parse(ByteBuffer log, int count) throws GarbledException {
    LogRecord record = new LogRecord(log);
    for (int number = 0; number < count; number++) {
      record.go(number);
      if (record.core() != core) {
        throw record.garbled("core", record.core(), String.valueOf(core));
      }
      if (silence != null || crash != null) {
        throw record.garbled("kind", record.kind(), "there: nothing follows a SILENCE or CRASH");
      }
      enter(record);
      switch (record.kind()) {
        case Layout.Head.CALL -> call(record);
        case Layout.Head.ENTRY -> entry(record);
        case Layout.Head.SILENCE -> silence = silence(record);
        case Layout.Head.CRASH -> crash = crash(record);
        case Layout.Head.WAKE -> wake(record);
        default -> throw record.garbled("kind", record.kind(), "1 to 5");
      }
    }
  }

  /** Goes on to the program that a record belongs to. */
  private void enter(LogRecord record) throws GarbledException {
    int next = record.program();
    if (next < program || next >= batch.size()) {
      throw record.garbled(
          "program", next & 0xffff_ffffL, "between " + program + " and " + (batch.size() - 1));
    }
    if (next != program) {
      timer = Event.Called.NEVER; // parking has switched it off
      program = next;
    }
  }

  private void call(LogRecord record) throws GarbledException {
    if (inCall) {
      throw record.garbled("kind", Layout.Head.CALL, "possible: the call before has not returned");
    }
    int flags = record.flags();
    int number = Event.Called.PARKING;
    boolean bigEndian = false;
    Call call;
    if ((flags & Layout.CallRecord.PARKING) != 0) {
      call = parkingCall(record);
    } else if (action(record, Layout.CallRecord.STEP) instanceof Calling calling) {
      number = calling.number();
      call = calling.call();
      bigEndian = calling.isBigEndian();
    } else {
      throw record.garbled("step", record.word(Layout.CallRecord.STEP), "a call");
    }
    boolean returned = (flags & Layout.CallRecord.RETURNED) != 0;
    long x0 = record.x(Layout.CallRecord.X, 0);
    if (batch.isUnstamped(program)) {
      question(call, number, returned, x0);
      return;
    }
    long begin = record.stamp("begin", Layout.CallRecord.BEGIN, lastStamp);
    lastStamp = begin;
    inCall = !returned;
    if (!returned) {
      add(new Event.Called(call, number, begin, Event.Called.NEVER, 0, Changes.UNREAD, bigEndian));
      return;
    }
    lastStamp = record.stamp("end", Layout.CallRecord.END, begin);
    add(new Event.Called(call, number, begin, lastStamp, x0, changes(record), bigEndian));
    if ((flags & Layout.CallRecord.LIMIT) != 0 && !batch.doesNotBelieve(call)) {
      add(new Event.Silent(askedAbout(call), Event.Silent.Awaited.RESULT, lastStamp));
    }
    if (call.is(PsciFunction::suspends)) {
      cleared(record, Layout.CallRecord.CLEARED);
    }
  }

  /** The core that a repeated call was waiting for. */
  private int askedAbout(Call call) {
    int target = topology.indexOf(call.wide(1));
    return target >= 0 && target < Math.min(Layout.CORES, topology.size()) ? target : core;
  }

  /** A call without stamps. Of a program of such calls nothing but their order is to be known. */
  private void question(Call call, int number, boolean returned, long x0) {
    long begin = ++lastStamp;
    inCall = !returned;
    long end = returned ? ++lastStamp : Event.Called.NEVER;
    add(new Event.Called(call, number, begin, end, returned ? x0 : 0, Changes.UNREAD, false));
  }

  private Action action(LogRecord record, int field) throws GarbledException {
    int number = record.word(field);
    List<Action> actions = batch.plan(program).actions();
    if (number < 0 || number >= actions.size()) {
      throw record.garbled(
          "step",
          number & 0xffff_ffffL,
          "a step of program " + program + ", which has " + actions.size());
    }
    Action action = actions.get(number);
    if (action.core() != core) {
      throw record.garbled("step", number, "a step of this core");
    }
    return action;
  }

  private Call parkingCall(LogRecord record) {
    return new Call(
        core,
        record.x(Layout.CallRecord.ARGUMENTS, 0),
        record.x(Layout.CallRecord.ARGUMENTS, 1),
        record.x(Layout.CallRecord.ARGUMENTS, 2),
        record.x(Layout.CallRecord.ARGUMENTS, 3),
        batch.executionState());
  }

  private Changes changes(LogRecord record) throws GarbledException {
    int flags = record.flags();
    if ((flags & Layout.CallRecord.CHECKED) == 0) {
      return Changes.UNREAD;
    }
    long registers = record.doubleWord(Layout.CallRecord.CHANGED);
    if ((registers & ~(isAArch32() ? PRESERVED_BITS_OF_AARCH32 : PRESERVED_BITS)) != 0) {
      throw record.garbled(
          "changed", registers, isAArch32() ? "a set of r4 to r14" : "a set of x4 to x30 and SP");
    }
    if (registers == 0 && (flags & Layout.CallRecord.STATE_CHANGED) == 0) {
      return Changes.NONE;
    }
    return new Changes(
        registers,
        (flags & Layout.CallRecord.SCTLR_CHANGED) != 0,
        (flags & Layout.CallRecord.VBAR_CHANGED) != 0,
        (flags & Layout.CallRecord.DAIF_CHANGED) != 0,
        (flags & Layout.CallRecord.SPSEL_CHANGED) != 0);
  }

  private void entry(LogRecord record) throws GarbledException {
    long mpidr = record.doubleWord(Layout.EntryRecord.MPIDR);
    if (topology.indexOf(Mpidr.ofRegister(mpidr).value()) != core) {
      throw record.garbled("mpidr", mpidr, "that of this core");
    }
    lastStamp = record.stamp("stamp", Layout.EntryRecord.STAMP, lastStamp);
    inCall = false;
    add(
        new Event.Entered(
            core,
            record.doubleWord(Layout.EntryRecord.ADDRESS),
            record.x(Layout.EntryRecord.X, 0),
            isAArch32() ? narrowState(record) : entryState(record),
            lastStamp));
    cleared(record, Layout.EntryRecord.CLEARED);
  }

  private static EntryState entryState(LogRecord record) {
    return new EntryState(
        record.doubleWord(Layout.EntryRecord.CURRENT_EL) >>> 2 & 3,
        record.doubleWord(Layout.EntryRecord.DAIF) >>> 6 & 0xf,
        record.doubleWord(Layout.EntryRecord.SPSEL) & 1,
        record.doubleWord(Layout.EntryRecord.SCTLR),
        record.doubleWord(Layout.EntryRecord.MPIDR),
        record.doubleWord(Layout.EntryRecord.CNTFRQ));
  }

  /** The Exception level of an AArch32 core is that of its mode. */
  private static EntryState narrowState(LogRecord record) {
    long cpsr = record.doubleWord(Layout.EntryRecord.CPSR);
    long mode = cpsr & MODE_BITS;
    return new EntryState(
        mode == HYP_MODE ? 2 : mode == USER_MODE ? 0 : 1,
        cpsr >>> MASKS_SHIFT & MASK_BITS,
        EntryState.UNREAD,
        record.doubleWord(Layout.EntryRecord.SCTLR),
        record.doubleWord(Layout.EntryRecord.MPIDR),
        record.doubleWord(Layout.EntryRecord.CNTFRQ),
        cpsr >>> T32_SHIFT & 1,
        cpsr);
  }

  private boolean isAArch32() {
    return batch.executionState() == ExecutionState.AARCH32;
  }

  /**
   * The core is back, and its timer is switched off: either it had fired before, or it never does.
   */
  private void cleared(LogRecord record, int field) throws GarbledException {
    if ((record.flags() & Layout.Head.CLEARED) == 0) {
      return; // this had not been done yet when the log was read, or there are no wake-ups
    }
    long cleared = record.stamp("cleared", field, lastStamp);
    if (timer <= cleared) {
      add(new Event.WakeUp(core, timer, timer));
    }
    timer = Event.Called.NEVER;
  }

  private void wake(LogRecord record) throws GarbledException {
    int number = record.word(Layout.WakeRecord.STEP);
    int target = record.word(Layout.WakeRecord.TARGET);
    if (target < 0 || target >= Math.min(Layout.CORES, topology.size())) {
      throw record.garbled("target", target & 0xffff_ffffL, "a core");
    }
    long begin = record.stamp("begin", Layout.WakeRecord.BEGIN, lastStamp);
    if ((record.flags() & Layout.WakeRecord.TIMER) != 0) {
      if (!(action(record, Layout.WakeRecord.STEP) instanceof Calling calling)
          || calling.timer() == 0) {
        throw record.garbled("step", number, "a call with a timer");
      }
      timer = begin;
      return;
    }
    boolean parking = number == Layout.NO_STEP;
    if (!parking
        && !(action(record, Layout.WakeRecord.STEP) instanceof Waking waking
            && waking.target() == target)) {
      throw record.garbled("step", number & 0xffff_ffffL, "a wake-up of core " + target);
    }
    lastStamp = record.stamp("end", Layout.WakeRecord.END, begin);
    add(new Event.WakeUp(target, begin, lastStamp));
  }

  private Silence silence(LogRecord record) throws GarbledException {
    int what = record.word(Layout.SilenceRecord.WHAT);
    if (what < Layout.SilenceRecord.ENTRY || what > Layout.SilenceRecord.WAKE_UP) {
      throw record.garbled("what", what & 0xffff_ffffL, "1 to 6");
    }
    int awaited = record.word(Layout.SilenceRecord.AWAITED);
    if (awaited == Layout.NO_CORE) {
      awaited = core;
    }
    if (awaited < 0 || awaited >= Math.min(Layout.CORES, topology.size())) {
      throw record.garbled("awaited", awaited & 0xffff_ffffL, "a core");
    }
    long begin = record.stamp("begin", Layout.SilenceRecord.BEGIN, 0);
    long end = record.stamp("end", Layout.SilenceRecord.END, Math.max(begin, lastStamp));
    lastStamp = end;
    return new Silence(core, awaited, what, begin, end);
  }

  private String crash(LogRecord record) {
    return String.format(
        isAArch32()
            ? "core %d took an exception: vector %d, FSR or HSR 0x%x, LR or ELR 0x%x, FAR 0x%x"
            : "core %d took an exception: vector %d, ESR 0x%x, ELR 0x%x, FAR 0x%x",
        core,
        record.word(Layout.CrashRecord.VECTOR),
        record.doubleWord(Layout.CrashRecord.ESR),
        record.doubleWord(Layout.CrashRecord.ELR),
        record.doubleWord(Layout.CrashRecord.FAR));
  }

  private void add(Event event) {
    events.get(program).add(event);
  }
}
