// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

import java.util.List;
import java.util.Optional;
import org.psci.conformance.program.Invocation;
import org.psci.conformance.program.Phase;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.Step;
import org.psci.conformance.program.Value;
import org.psci.spec.model.Call;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;

/** A program on a machine: which core stands for which, and what its calls are in registers. */
public final class Placement {
  private static final long LOWER_HALF = 0xffff_ffffL;

  private final Profile profile;
  private final List<Integer> cores;

  private Placement(Profile profile, List<Integer> cores) {
    this.profile = profile;
    this.cores = cores;
  }

  /** Where the program runs, or empty if the machine is too small for it or lacks what it needs. */
  public static Optional<Placement> of(Program program, Profile profile) {
    boolean needsWakeUps = program.wakes() && !profile.canWake();
    boolean needsTurns = program.schedule().isPresent() && !profile.followsSchedules();
    if (needsWakeUps || needsTurns) {
      return Optional.empty();
    }
    for (Phase phase : program.phases()) {
      for (Step step : phase.steps()) {
        for (Value value : step.invocation().arguments()) {
          if (!has(profile, value)) {
            return Optional.empty();
          }
        }
      }
    }
    return program.shape().placeOn(profile.topology()).map(cores -> new Placement(profile, cores));
  }

  /** What stands in the way of a program that has no place on a machine, in words. */
  public static String obstacle(Program program, Profile profile) {
    if (program.wakes() && !profile.canWake()) {
      return "it needs interrupts, and this target cannot wake a core";
    }
    if (program.schedule().isPresent() && !profile.followsSchedules()) {
      return "it has a schedule, and the cores of this target go when they can; without that line"
          + " it runs";
    }
    if (program.shape().placeOn(profile.topology()).isEmpty()) {
      return "it needs topology " + program.shape() + ", which this target does not have";
    }
    return "it needs an entry point, or a kind of power state, that this target does not have";
  }

  private static boolean has(Profile profile, Value value) {
    if (value instanceof Value.Entry entry) {
      return entry.slot() < parkingSlot(profile);
    }
    return !(value instanceof Value.Suspend suspend) || powerState(suspend, profile).isPresent();
  }

  /**
   * The power_state of this meaning. Where no table is known it is the plainest value that would
   * have it, in the original format.
   */
  private static Optional<Integer> powerState(Value.Suspend suspend, Profile profile) {
    if (profile.powerStates().isEmpty()) {
      boolean plain = suspend.path().isEmpty() && suspend.last() == Value.Suspend.ANY_LAST;
      return plain
          ? Optional.of(PowerStateFormat.ORIGINAL.encode(suspend.type(), suspend.level(), 0))
          : Optional.empty();
    }
    return profile.powerStates().get().stream()
        .filter(suspend::fits)
        .map(PowerState::value)
        .findFirst();
  }

  /** The slot at which core 0 comes back between programs: the last one, which no program uses. */
  public static int parkingSlot(Profile profile) {
    return profile.entries().count() - 1;
  }

  /** The core of the machine that stands for a core of the program. */
  public int core(int programCore) {
    return cores.get(programCore);
  }

  /** The core of the program that a core of the machine stands for; -1 if it stands for none. */
  public int programCore(int core) {
    return cores.indexOf(core);
  }

  /** The call that an invocation of a core of the program is. */
  public Call call(int programCore, Invocation invocation) {
    return new Call(
        core(programCore),
        withHigh(invocation.functionId() & LOWER_HALF, invocation, 0),
        withHigh(register(invocation.arguments().get(0)), invocation, 1),
        withHigh(register(invocation.arguments().get(1)), invocation, 2),
        withHigh(register(invocation.arguments().get(2)), invocation, 3),
        profile.executionState());
  }

  /** A register of an AArch32 caller has no upper half. */
  private long withHigh(long value, Invocation invocation, int register) {
    if (profile.executionState() == ExecutionState.AARCH32) {
      return value & LOWER_HALF;
    }
    int high = invocation.high().get(register);
    return high == 0 ? value : (value & LOWER_HALF) | (long) high << 32;
  }

  private long register(Value value) {
    if (value instanceof Value.Core core) {
      return profile.topology().mpidr(core(core.core())).value();
    }
    if (value instanceof Value.Entry entry) {
      return profile.entries().address(entry.slot()) + entry.offset();
    }
    if (value instanceof Value.Suspend suspend) {
      return powerState(suspend, profile).orElseThrow() & LOWER_HALF;
    }
    return ((Value.Literal) value).bits();
  }
}
