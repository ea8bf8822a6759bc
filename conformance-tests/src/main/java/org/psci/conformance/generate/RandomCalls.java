// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.generate;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.psci.conformance.program.Invocation;
import org.psci.conformance.program.Shape;
import org.psci.conformance.program.Value;
import org.psci.spec.model.Platform;
import org.psci.spec.model.PowerStates;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.SuspendMode;
import org.psci.spec.vocabulary.Version;

/** Random calls, usual and unusual, for one implementation. */
final class RandomCalls {
  private static final long[] CONTEXTS = {
    0, 1, -1, 0x1111_2222_3333_4444L, 0xffff_ffffL, 0x8000_0000L, 0x8000_0000_0000_0000L
  };
  private static final int LAST_NUMBER = 0x1f;
  private static final int PSCI_NUMBERS = 0x16;
  private final Platform platform;
  private final boolean wideCaller;
  private final List<Integer> unknownIds = unknownIds();

  RandomCalls(Platform platform) {
    this.platform = platform;
    this.wideCaller = platform.executionState() == ExecutionState.AARCH64;
  }

  private int id(SplittableRandom random, PsciFunction function) {
    int oneIn = platform.version().isBefore(Version.V1_0) ? 24 : 4; // 0.2 wants the caller's width
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

  /** Whether the implementation has an optional function, for all one knows. */
  boolean has(PsciFunction function) {
    return platform.version().isAtLeast(function.since())
        && platform.version().isAtLeast(Version.V1_0)
        && !platform.absent().contains(function);
  }

  /** The power domains of the platform. */
  PowerTree powerTree() {
    return platform.powerTree();
  }

  /** The change to OS-initiated mode. */
  Invocation initiate() {
    return Invocation.of(
        PsciFunction.PSCI_SET_SUSPEND_MODE, new Value.Literal(SuspendMode.OS_INITIATED.value()));
  }

  /** A call that suspends the machine, for the only core that is not OFF. */
  Invocation systemSuspend(SplittableRandom random, Value entry) {
    int id = id(random, PsciFunction.SYSTEM_SUSPEND);
    return withJunk(random, Invocation.of(id, entry, context(random, id)));
  }

  /** A call that belongs to no core: modes, memory, the trusted OS, resets that must be refused. */
  Invocation ofMachine(SplittableRandom random) {
    return switch (random.nextInt(9)) {
      case 0, 1 -> ifThere(random, PsciFunction.PSCI_SET_SUSPEND_MODE, mode(random));
      case 2 -> ifThere(random, PsciFunction.MEM_PROTECT, new Value.Literal(random.nextInt(4)));
      case 3, 4 -> checkRange(random);
      case 5 -> ifThere(random, PsciFunction.MIGRATE, new Value.Core(random.nextInt(cores())));
      case 6 -> ifThere(random, PsciFunction.MIGRATE_INFO_UP_CPU);
      case 7 -> badReset(random);
      default -> badOff(random);
    };
  }

  private int cores() {
    return Shape.of(platform.topology()).cores();
  }

  private static Value mode(SplittableRandom random) {
    long mode = random.nextInt(6) == 0 ? random.nextInt() & 0xffff_ffffL : random.nextInt(2);
    return new Value.Literal(mode);
  }

  private Invocation checkRange(SplittableRandom random) {
    long base = platform.entries().base();
    long size = 1L << random.nextInt(2, 40);
    return switch (random.nextInt(4)) {
      case 0 -> range(random, base, size);
      case 1 -> range(random, random.nextLong(), size);
      case 2 -> range(random, base, random.nextInt(4) == 0 ? 0 : -random.nextInt(1, 1 << 20));
      default -> range(random, base, 1L + random.nextInt(1 << 20));
    };
  }

  private Invocation range(SplittableRandom random, long base, long length) {
    int id = id(random, PsciFunction.MEM_PROTECT_CHECK_RANGE);
    long mask = CallWidth.of(id) == CallWidth.SMC64 ? -1L : 0xffff_ffffL;
    return has(PsciFunction.MEM_PROTECT_CHECK_RANGE)
        ? withJunk(
            random,
            Invocation.of(id, new Value.Literal(base & mask), new Value.Literal(length & mask)))
        : Invocation.of(PsciFunction.PSCI_VERSION);
  }

  /** SYSTEM_RESET2 with a reserved type: it has to be refused, also where it is not there. */
  private Invocation badReset(SplittableRandom random) {
    long type = 1 + (random.nextInt() & 0x7fff_fffeL);
    return ifThere(
        random,
        PsciFunction.SYSTEM_RESET2,
        new Value.Literal(random.nextBoolean() ? 1 : type),
        new Value.Literal(random.nextInt(2)));
  }

  /** SYSTEM_OFF2 with a type or a cookie that has to be refused. */
  private Invocation badOff(SplittableRandom random) {
    boolean badType = random.nextBoolean();
    long type = badType ? 2 + (random.nextInt() & 0xffff_fffcL) : 1;
    long cookie = badType ? random.nextInt(2) : 1 + random.nextInt(9);
    return ifThere(
        random, PsciFunction.SYSTEM_OFF2, new Value.Literal(type), new Value.Literal(cookie));
  }

  /** An entry point that no core can start at, or that is no memory. */
  Value badEntry(SplittableRandom random) {
    return random.nextBoolean()
        ? new Value.Entry(0, random.nextBoolean() ? 1 : 2)
        : new Value.Literal(0x1000L * random.nextInt(4));
  }

  /** A call that suspends its core, with a bad entry point. */
  Invocation badSleep(SplittableRandom random) {
    Value entry = badEntry(random);
    int kind = random.nextInt(4);
    if (kind == 0 && has(PsciFunction.SYSTEM_SUSPEND)) {
      return systemSuspend(random, entry);
    }
    if (kind == 1 && has(PsciFunction.CPU_DEFAULT_SUSPEND)) {
      int id = id(random, PsciFunction.CPU_DEFAULT_SUSPEND);
      return Invocation.of(id, entry, context(random, id));
    }
    return suspend(random, tableValue(random, s -> s.type() == StateType.POWER_DOWN), entry);
  }

  /** A call that ends the machine or restarts it. */
  Invocation end(SplittableRandom random) {
    return switch (random.nextInt(5)) {
      case 0 -> Invocation.of(PsciFunction.SYSTEM_OFF);
      case 3 ->
          ifThere(
              random,
              PsciFunction.SYSTEM_RESET2,
              new Value.Literal(0x8000_0000L | random.nextInt(4)),
              Value.ZERO);
      case 1 ->
          ifThere(
              random,
              PsciFunction.SYSTEM_RESET2,
              Value.ZERO,
              new Value.Literal(random.nextInt() & 0xffff_ffffL));
      case 2 -> ifThere(random, PsciFunction.SYSTEM_OFF2, new Value.Literal(1), Value.ZERO);
      default -> Invocation.of(PsciFunction.SYSTEM_RESET);
    };
  }

  private Invocation ifThere(SplittableRandom random, PsciFunction function, Value... arguments) {
    return has(function)
        ? withJunk(random, Invocation.of(id(random, function), arguments))
        : Invocation.of(PsciFunction.PSCI_VERSION);
  }

  /** What the power controller sees, or what has been counted. */
  Invocation aboutNodes(SplittableRandom random, Shape shape) {
    Value core =
        random.nextInt(12) == 0 ? absent(random) : new Value.Core(random.nextInt(shape.cores()));
    if (random.nextInt(3) == 0) {
      long level =
          random.nextInt(8) == 0
              ? random.nextInt(16)
              : random.nextInt(platform.powerTree().highestLevel() + 1);
      return ifThere(random, PsciFunction.NODE_HW_STATE, core, new Value.Literal(level));
    }
    boolean counts = random.nextInt(4) != 0;
    long state =
        random.nextInt(10) == 0 ? random.nextInt() & 0xffff_ffffL : tableValue(random, s -> true);
    return ifThere(
        random,
        counts ? PsciFunction.PSCI_STAT_COUNT : PsciFunction.PSCI_STAT_RESIDENCY,
        core,
        new Value.Literal(state));
  }

  /** What may be asked while others do things. */
  Invocation inRace(SplittableRandom random, Shape shape) {
    return random.nextInt(3) == 0 ? ofMachine(random) : aboutNodes(random, shape);
  }

  /**
   * A CPU_SUSPEND of a core whose whole group goes to sleep.
   *
   * @param isLast whether it is the last of them, so that it may name the group's state
   */
  Invocation suspendInGroup(SplittableRandom random, Value entry, boolean isLast) {
    boolean all = random.nextInt(3) == 0; // as under platform coordination, where all vote
    long state =
        tableValue(
            random,
            s -> (isLast || all) ? s.level() > 0 && s.lastLevel() <= s.level() : s.level() == 0);
    return suspend(random, state, entry);
  }

  /** A value of the platform's table for which this holds, or any, or a plain one. */
  private long tableValue(SplittableRandom random, Predicate<PowerState> wanted) {
    List<PowerState> table = platform.powerStates().table().orElse(List.of());
    if (table.isEmpty()) {
      return guessedValue(random);
    }
    for (int tries = 0; tries < 8; tries++) {
      PowerState state = table.get(random.nextInt(table.size()));
      if (wanted.test(state)) {
        return state.value() & 0xffff_ffffL;
      }
    }
    return table.get(random.nextInt(table.size())).value() & 0xffff_ffffL;
  }

  /** A value that a platform without a table may know, or refuse: small ids, in either format. */
  private long guessedValue(SplittableRandom random) {
    PowerStateFormat own = platform.powerStates().format();
    PowerStateFormat[] formats = PowerStateFormat.values();
    PowerStateFormat format = random.nextInt(4) == 0 ? formats[random.nextInt(2)] : own;
    StateType type = StateType.values()[random.nextInt(2)];
    return format.encode(type, 0, random.nextInt(4)) & 0xffff_ffffL;
  }

  /** A call that suspends its core, which the platform's table, if there is one, knows. */
  Invocation suspend(SplittableRandom random, Value entry) {
    if (random.nextInt(8) == 0 && has(PsciFunction.CPU_DEFAULT_SUSPEND)) {
      int id = id(random, PsciFunction.CPU_DEFAULT_SUSPEND);
      return withJunk(random, Invocation.of(id, entry, context(random, id)));
    }
    return suspend(random, tableValue(random, s -> true), entry);
  }

  /** Whether stays are counted, of states that the platform names. */
  boolean countsStays() {
    return has(PsciFunction.PSCI_STAT_COUNT)
        && has(PsciFunction.NODE_HW_STATE)
        && platform.powerStates().table().isPresent();
  }

  /** A power_state that leaves everything above the core alone, if there is one. */
  long stateOfCore(SplittableRandom random) {
    return tableValue(random, state -> state.level() == 0 && state.lastLevel() <= 0);
  }

  /** How often a core has been in a state. */
  Invocation count(SplittableRandom random, Value core, long powerState) {
    int id = id(random, PsciFunction.PSCI_STAT_COUNT);
    return Invocation.of(id, core, new Value.Literal(powerState));
  }

  /** Whether the power controller sees a core. */
  Invocation ask(SplittableRandom random, Value core) {
    return Invocation.of(id(random, PsciFunction.NODE_HW_STATE), core, Value.ZERO);
  }

  /** A CPU_SUSPEND. */
  Invocation suspend(SplittableRandom random, long powerState, Value entry) {
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
          switch (random.nextInt(4)) {
            case 0 -> good ^ states.format().encode(StateType.POWER_DOWN, 0, 0); // the other type
            case 1 -> good ^ 1 << random.nextInt(Integer.SIZE);
            case 2 -> random.nextInt();
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
      case 3 -> wideCaller || random.nextBoolean() ? unknown(random) : tooWide(random);
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
            random.nextInt(4) == 0 ? absent(random) : new Value.Core(random.nextInt(shape.cores()));
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

  /** An SMC64 id of a function, for callers that may not use it. */
  private static Invocation tooWide(SplittableRandom random) {
    PsciFunction[] functions = PsciFunction.values();
    return Invocation.of(functions[random.nextInt(functions.length)].id(CallWidth.SMC64));
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
      if (platform.absent().contains(function) && platform.version().isAtLeast(function.since())) {
        safe.add(function);
      }
    }
    return safe.isEmpty()
        ? Invocation.of(PsciFunction.PSCI_VERSION)
        : Invocation.of(id(random, safe.get(random.nextInt(safe.size()))));
  }

  private static final Set<PsciFunction> SAFE_IF_PRESENT =
      EnumSet.of(
          PsciFunction.MIGRATE,
          PsciFunction.MIGRATE_INFO_UP_CPU,
          PsciFunction.NODE_HW_STATE,
          PsciFunction.PSCI_STAT_RESIDENCY,
          PsciFunction.PSCI_STAT_COUNT,
          PsciFunction.MEM_PROTECT_CHECK_RANGE);
}
