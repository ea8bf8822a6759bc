// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.psci.conformance.program.Dirt;
import org.psci.conformance.program.Invocation;
import org.psci.conformance.program.Phase;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.Repeat;
import org.psci.conformance.program.Shape;
import org.psci.conformance.program.Step;
import org.psci.conformance.program.Value;
import org.psci.conformance.target.Profile;
import org.psci.spec.model.Platform;
import org.psci.spec.model.PowerStates;
import org.psci.spec.vocabulary.AffinityState;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Version;

/**
 * Makes random programs. It keeps track of which cores will be running, so that programs get deep:
 * cores are started, stopped, started again, race for each other. The same seed and number give the
 * same program.
 */
public final class ProgramGenerator {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 14;

  /** For timers, in microseconds: some fire before the core sleeps, and none takes long. */
  private static final int SHORTEST_TIMER = 1;

  private static final int LONGEST_TIMER = 300;

  private final Profile profile;
  private final Calls calls;
  private final long seed;

  public ProgramGenerator(Profile profile, Platform platform, long seed) {
    this.profile = profile;
    this.calls = new Calls(platform);
    this.seed = seed;
  }

  /** The program with this number. */
  public Program program(long number) {
    return new Draft(new SplittableRandom(mix(seed, number))).write();
  }

  /**
   * The program with this number, of core 0 alone: it only asks, and changes no core's state.
   *
   * @param length how many calls it makes
   */
  public Program questions(long number, int length) {
    SplittableRandom random = new SplittableRandom(mix(seed, number));
    Shape shape = Shape.of(profile.topology());
    List<Phase> phases = new ArrayList<>(length);
    for (int call = 0; call < length; call++) {
      phases.add(new Phase.Alone(Step.of(0, calls.question(random, shape))));
    }
    return new Program(shape, phases);
  }

  private static long mix(long seed, long number) {
    return new SplittableRandom(seed ^ (number * 0x9e37_79b9_7f4a_7c15L)).nextLong();
  }

  /** A program that is being written. */
  private final class Draft {
    private final SplittableRandom random;
    private final Shape shape = Shape.of(profile.topology());
    private final List<Phase> phases = new ArrayList<>();
    private final List<Integer> running = new ArrayList<>(List.of(0));
    private final Set<Integer> leaving = new HashSet<>();

    /** Those of the running cores that run whatever lawful answers the implementation gives. */
    private final Set<Integer> surelyRunning = new HashSet<>(Set.of(0));

    /** Cores that sleep until somebody wakes them. */
    private final List<Integer> asleep = new ArrayList<>();

    private int nextSlot;

    Draft(SplittableRandom random) {
      this.random = random;
    }

    Program write() {
      int length = random.nextInt(SHORTEST, LONGEST + 1);
      while (phases.size() < length) {
        switch (random.nextInt(14)) {
          case 0, 1, 2 -> startCore();
          case 3 -> stopCore();
          case 4, 5 -> question();
          case 6, 7 -> race();
          case 8, 9, 10 -> suspendCore();
          case 11 -> wakeCore();
          case 12 -> interrupt();
          default -> oddCall();
        }
      }
      return new Program(shape, phases);
    }

    private void add(Step step) {
      phases.add(new Phase.Alone(step));
    }

    private int caller() {
      return running.get(random.nextInt(running.size()));
    }

    private Value.Entry entry() {
      int slots = Math.min(Value.Entry.SLOTS, profile.entries().count() - 1);
      return new Value.Entry(nextSlot++ % slots, 0);
    }

    private Step step(int core, Invocation invocation) {
      return Step.of(core, invocation).prepared(dirt());
    }

    private Set<Dirt> dirt() {
      Set<Dirt> dirt = EnumSet.noneOf(Dirt.class);
      if (profile.canPrepare() && random.nextInt(4) == 0) {
        for (Dirt kind : Dirt.values()) {
          if (random.nextBoolean()) {
            dirt.add(kind);
          }
        }
      }
      return dirt;
    }

    private Invocation cpuOn(int target) {
      return calls.cpuOn(random, new Value.Core(target), entry());
    }

    /** Mostly a core that is OFF; after its CPU_OFF the call is repeated while it is still ON. */
    private void startCore() {
      int target = random.nextInt(shape.cores());
      Step step = step(caller(), cpuOn(target));
      add(
          leaving.remove(target)
              ? step.repeated(Repeat.Kind.WHILE, ReturnCode.ALREADY_ON.value())
              : step);
      if (!running.contains(target) && !asleep.contains(target)) {
        running.add(target);
        surelyRunning.add(target);
      }
    }

    private void stopCore() {
      int core = caller();
      if (canSpare(core)) {
        add(stop(core));
      }
    }

    /** Without a running core nothing goes on. */
    private boolean canSpare(int core) {
      return surelyRunning.size() > (surelyRunning.contains(core) ? 1 : 0);
    }

    private Step stop(int core) {
      running.remove((Integer) core);
      surelyRunning.remove(core);
      leaving.add(core);
      return step(core, Invocation.of(PsciFunction.CPU_OFF));
    }

    /** AFFINITY_INFO; of a core that is leaving, sometimes until it has left. */
    private void question() {
      if (!leaving.isEmpty() && random.nextBoolean()) {
        int core = Collections.min(leaving);
        Invocation question = calls.affinityInfo(random, new Value.Core(core), 0);
        add(Step.of(caller(), question).repeated(Repeat.Kind.UNTIL, AffinityState.OFF.value()));
        leaving.remove(core);
      } else {
        add(step(caller(), calls.anyAffinityInfo(random, shape)));
      }
    }

    /** Several running cores act at once, mostly on one target. */
    private void race() {
      if (running.size() < 2) {
        startCore();
        return;
      }
      int target = random.nextInt(shape.cores());
      List<Integer> callers = new ArrayList<>(running);
      List<Step> steps = new ArrayList<>();
      for (int caller : callers) {
        switch (random.nextInt(6)) {
          case 0, 1, 2 -> steps.add(step(caller, cpuOn(target)));
          case 3 -> steps.add(step(caller, calls.affinityInfo(random, new Value.Core(target), 0)));
          case 4 -> suspendIn(steps, caller);
          default -> {
            if (canSpare(caller)) {
              steps.add(stop(caller));
            }
          }
        }
      }
      if (!steps.isEmpty()) {
        phases.add(steps.size() == 1 ? new Phase.Alone(steps.get(0)) : new Phase.Together(steps));
      }
      if (steps.stream().anyMatch(s -> s.invocation().is(PsciFunction.CPU_ON))) {
        boolean mayHaveComeBack = leaving.remove(target); // so nothing can be waited for
        if (!mayHaveComeBack && !running.contains(target) && !asleep.contains(target)) {
          running.add(target);
        }
      }
    }

    /**
     * A core suspends itself. Its own timer wakes it, or somebody does later, or an interrupt is
     * pending already.
     */
    private void suspendCore() {
      if (!profile.canWake()) {
        oddCall();
        return;
      }
      int core = caller();
      boolean pending = random.nextInt(8) == 0;
      if (pending) { // an interrupt that comes before the core has come in is handled by then
        add(Step.of(core, Invocation.of(PsciFunction.PSCI_VERSION)));
        phases.add(new Phase.Wake(core));
      }
      Step step = step(core, calls.suspend(random, entry()));
      if (pending) {
        add(step);
      } else if (!canSpare(core) || random.nextInt(4) == 0) {
        add(step.withTimer(random.nextInt(SHORTEST_TIMER, LONGEST_TIMER)));
      } else {
        add(step);
        fallAsleep(core);
        if (random.nextInt(3) == 0) {
          question();
        }
      }
    }

    private void fallAsleep(int core) {
      running.remove((Integer) core);
      surelyRunning.remove(core);
      asleep.add(core);
    }

    private void suspendIn(List<Step> steps, int core) {
      if (profile.canWake() && canSpare(core)) {
        steps.add(step(core, calls.suspend(random, entry())));
        fallAsleep(core);
      }
    }

    private void wakeCore() {
      if (asleep.isEmpty()) {
        suspendCore();
        return;
      }
      int core = asleep.remove(random.nextInt(asleep.size()));
      phases.add(new Phase.Wake(core));
      running.add(core);
      surelyRunning.add(core);
    }

    /** An interrupt: a core that is OFF must not wake from it, and one that runs has it masked. */
    private void interrupt() {
      if (profile.canWake()) {
        int core = random.nextInt(shape.cores());
        phases.add(new Phase.Wake(core));
        if (asleep.remove((Integer) core)) {
          running.add(core);
          surelyRunning.add(core);
        }
      } else {
        oddCall();
      }
    }

    private void oddCall() {
      add(step(caller(), calls.odd(random, shape, entry())));
    }
  }

  /** Calls, usual and unusual. */
  private static final class Calls {
    private static final long[] CONTEXTS = {
      0, 1, -1, 0x1111_2222_3333_4444L, 0xffff_ffffL, 0x8000_0000L, 0x8000_0000_0000_0000L
    };
    private static final int LAST_NUMBER = 0x1f;
    private static final int PSCI_NUMBERS = 0x16;
    private final Platform platform;
    private final boolean wideCaller;
    private final List<Integer> unknownIds = unknownIds();

    Calls(Platform platform) {
      this.platform = platform;
      this.wideCaller = platform.executionState() == ExecutionState.AARCH64;
    }

    private int id(SplittableRandom random, PsciFunction function) {
      int oneIn =
          platform.version().isBefore(Version.V1_0) ? 24 : 4; // 0.2 wants the caller's width
      boolean wide = wideCaller && function.hasSmc64() && random.nextInt(oneIn) != 0;
      return wide ? function.smc64() : function.smc32();
    }

    private Invocation withJunk(SplittableRandom random, Invocation call) {
      Invocation junked = call;
      if (wideCaller && random.nextInt(6) == 0) {
        for (int register = 0; register <= Invocation.ARGUMENTS; register++) {
          if (PsciFunction.significantBits(call.functionId(), register) == 32
              && random.nextBoolean()) {
            junked = junked.withHigh(register, random.nextInt() | 1);
          }
        }
      }
      return junked;
    }

    Invocation cpuOn(SplittableRandom random, Value target, Value entry) {
      int id = id(random, PsciFunction.CPU_ON);
      return withJunk(random, Invocation.of(id, target, entry, context(random, id)));
    }

    private static Value context(SplittableRandom random, int id) {
      long context =
          random.nextBoolean() ? random.nextLong() : CONTEXTS[random.nextInt(CONTEXTS.length)];
      return new Value.Literal(
          CallWidth.of(id) == CallWidth.SMC64 ? context : context & 0xffff_ffffL);
    }

    Invocation affinityInfo(SplittableRandom random, Value target, long level) {
      return withJunk(
          random,
          Invocation.of(id(random, PsciFunction.AFFINITY_INFO), target, new Value.Literal(level)));
    }

    Invocation anyAffinityInfo(SplittableRandom random, Shape shape) {
      boolean ofCore = random.nextInt(3) != 0;
      long level =
          ofCore ? 0 : random.nextInt(8) == 0 ? random.nextInt() & 0xffff_ffffL : random.nextInt(5);
      Value target =
          random.nextInt(4) == 0 ? absent(random) : new Value.Core(random.nextInt(shape.cores()));
      return affinityInfo(random, target, level);
    }

    /** A target that no core has, or at least not in this form. */
    private Value absent(SplittableRandom random) {
      int cores = platform.topology().size();
      return switch (random.nextInt(5)) {
        case 0 -> new Value.Literal(cores);
        case 1 -> new Value.Literal(0x100L * (1 + random.nextInt(3)));
        case 2 -> new Value.Literal(1L << (24 + random.nextInt(8)));
        case 3 -> new Value.Literal(0xff_ffffL);
        default -> new Value.Literal(random.nextInt() & 0xffff_ffffL);
      };
    }

    /** A CPU_SUSPEND that the platform's table, if there is one, has an entry for. */
    Invocation suspend(SplittableRandom random, Value entry) {
      Optional<List<PowerState>> table = platform.powerStates().table();
      long powerState;
      if (table.isPresent() && !table.get().isEmpty()) {
        powerState = table.get().get(random.nextInt(table.get().size())).value();
      } else {
        StateType type = StateType.values()[random.nextInt(2)];
        powerState = platform.powerStates().format().encode(type, 0, 0);
      }
      return suspend(random, powerState, entry);
    }

    private Invocation suspend(SplittableRandom random, long powerState, Value entry) {
      int id = id(random, PsciFunction.CPU_SUSPEND);
      return withJunk(
          random,
          Invocation.of(
              id, new Value.Literal(powerState & 0xffff_ffffL), entry, context(random, id)));
    }

    /** A CPU_SUSPEND that must be refused, as far as the platform says what it takes. */
    private Invocation badSuspend(SplittableRandom random, Value entry) {
      PowerStates states = platform.powerStates();
      List<PowerState> table = states.table().orElse(List.of());
      int good =
          table.isEmpty()
              ? states.format().encode(StateType.STANDBY, 0, 0)
              : table.get(random.nextInt(table.size())).value();
      int bad = good | reservedBit(random, states.format());
      if (!table.isEmpty()) {
        bad =
            switch (random.nextInt(3)) {
              case 0 -> good ^ 1 << random.nextInt(Integer.SIZE);
              case 1 -> random.nextInt();
              default -> bad;
            };
      }
      if (!states.isInvalid(bad)) { // a bit more or less makes another state of the table
        return suspend(random, good | reservedBit(random, states.format()), entry);
      }
      return suspend(random, bad, entry);
    }

    private static int reservedBit(SplittableRandom random, PowerStateFormat format) {
      int bit = 1 << random.nextInt(Integer.SIZE);
      while ((bit & format.reservedBits()) == 0) {
        bit = 1 << random.nextInt(Integer.SIZE);
      }
      return bit;
    }

    Invocation odd(SplittableRandom random, Shape shape, Value entry) {
      return switch (random.nextInt(8)) {
        case 7 -> badSuspend(random, entry);
        case 0 -> withJunk(random, Invocation.of(PsciFunction.PSCI_VERSION));
        case 1 -> withJunk(random, Invocation.of(PsciFunction.MIGRATE_INFO_TYPE));
        case 2 -> cpuOn(random, absent(random), entry);
        case 3 -> unknown(random);
        case 4 -> absentFunction(random);
        case 5 -> feature(random);
        default -> anyAffinityInfo(random, shape);
      };
    }

    /** A call that changes no core's state, without junk. */
    Invocation question(SplittableRandom random, Shape shape) {
      return switch (random.nextInt(6)) {
        case 0 -> Invocation.of(PsciFunction.PSCI_VERSION);
        case 1 -> Invocation.of(PsciFunction.MIGRATE_INFO_TYPE);
        case 2 -> unknown(random);
        case 3 -> plainFeature(random);
        default -> {
          Value target =
              random.nextInt(4) == 0
                  ? absent(random)
                  : new Value.Core(random.nextInt(shape.cores()));
          int id = id(random, PsciFunction.AFFINITY_INFO);
          yield Invocation.of(id, target, Value.ZERO);
        }
      };
    }

    private Invocation feature(SplittableRandom random) {
      return withJunk(random, plainFeature(random));
    }

    private Invocation plainFeature(SplittableRandom random) {
      long number = random.nextInt(LAST_NUMBER + 1);
      long asked =
          switch (random.nextInt(3)) {
            case 0 -> 0x8400_0000L | number;
            case 1 -> wideCaller ? 0xc400_0000L | number : 0x8400_0000L | number;
            default -> random.nextInt() & 0xffff_ffffL & ~0x3f00_0000L;
          };
      return Invocation.of(PsciFunction.PSCI_FEATURES, new Value.Literal(asked));
    }

    /** An id that is no function: nothing may come of it, whatever the arguments. */
    private Invocation unknown(SplittableRandom random) {
      return Invocation.of(unknownIds.get(random.nextInt(unknownIds.size())));
    }

    private static List<Integer> unknownIds() {
      List<Integer> ids = new ArrayList<>();
      for (int number = PSCI_NUMBERS; number <= LAST_NUMBER; number++) {
        ids.add(0x8400_0000 | number);
        ids.add(0xc400_0000 | number);
      }
      for (PsciFunction function : PsciFunction.values()) {
        if (!function.hasSmc64()) {
          ids.add(function.smc32() | 0x4000_0000);
        }
      }
      return List.copyOf(ids);
    }

    /** A function that the implementation says it lacks, if calling it is safe even if it lies. */
    private Invocation absentFunction(SplittableRandom random) {
      List<PsciFunction> safe = new ArrayList<>();
      for (PsciFunction function : SAFE_IF_PRESENT) {
        if (platform.absent().contains(function)
            && platform.version().isAtLeast(function.since())) {
          safe.add(function);
        }
      }
      return safe.isEmpty()
          ? Invocation.of(PsciFunction.PSCI_VERSION)
          : Invocation.of(id(random, safe.get(random.nextInt(safe.size()))));
    }

    private static final Set<PsciFunction> SAFE_IF_PRESENT =
        EnumSet.of(
            PsciFunction.MIGRATE_INFO_UP_CPU,
            PsciFunction.NODE_HW_STATE,
            PsciFunction.PSCI_STAT_RESIDENCY,
            PsciFunction.PSCI_STAT_COUNT,
            PsciFunction.MEM_PROTECT_CHECK_RANGE);
  }
}
