// SPDX-License-Identifier: Apache-2.0
package org.example.psci;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.psci.conformance.history.Changes;
import org.psci.conformance.history.Event;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.StepwiseMachine;
import org.psci.spec.model.EntryPoints;
import org.psci.spec.model.EntryState;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * A machine with two cores and PSCI 1.1. What happens to it is queued, and the suite hears it when
 * it lets the machine proceed.
 */
public class PsciMachine implements StepwiseMachine {
  private static final int CORES = 2;
  private static final int STANDBY = 0x1;
  private static final int POWER_DOWN = 0x1_0002;
  private static final long MEMORY = 0x4000_0000L;
  private static final long MEMORY_END = 0x8000_0000L;
  private static final int SMC64 = 0x4000_0000;

  private static final int SUCCESS = 0;
  private static final int NOT_SUPPORTED = -1;
  private static final int INVALID_PARAMETERS = -2;
  private static final int ALREADY_ON = -4;
  private static final int ON_PENDING = -5;
  private static final int INVALID_ADDRESS = -9;

  /** As AFFINITY_INFO returns them. */
  private static final int ON = 0;

  private static final int OFF = 1;
  private static final int PENDING = 2;

  private static final class Core {
    private int state = OFF;
    private long entry;
    private long context;

    /** The power_state of the CPU_SUSPEND that it is in; 0 if it is in none. */
    private int asleep;

    private boolean interrupted;
  }

  private final Queue<Consumer<Listener>> happenings = new ArrayDeque<>();
  private Core[] cores = {};
  private boolean gone;

  @Override
  public Profile start(int patienceFactor) {
    happenings.clear();
    gone = false;
    cores = new Core[] {new Core(), new Core()};
    cores[0].state = ON;
    return new Profile(
        "example machine 1",
        Optional.of(Version.V1_1),
        Topology.clusters(1, CORES),
        Optional.of(Conduit.SMC),
        ExecutionState.AARCH64,
        0,
        new EntryPoints(MEMORY + 0x1000, 16, 64),
        Optional.of(
            List.of(
                new PowerState(STANDBY, StateType.STANDBY, 0),
                new PowerState(POWER_DOWN, StateType.POWER_DOWN, 0))),
        true,
        false,
        Duration.ofMillis(200));
  }

  @Override
  public void call(int core, long[] x) {
    if (gone) {
      return;
    }
    boolean wide = ((int) x[0] & SMC64) != 0;
    long mask = wide ? -1L : 0xffff_ffffL; // calls of SMC32 have no upper halves
    long x1 = x[1] & mask;
    long x2 = x[2] & mask;
    long x3 = x[3] & mask;
    switch ((int) x[0]) {
      case 0x8400_0000 -> returns(core, 0x1_0001, mask);
      case 0x8400_0001, 0xc400_0001 -> suspend(core, (int) x1, x2, x3, mask);
      case 0x8400_0002 -> off(core);
      case 0x8400_0003, 0xc400_0003 -> returns(core, cpuOn(x1, x2, x3), mask);
      case 0x8400_0004, 0xc400_0004 -> returns(core, affinityInfo(x1, (int) x2), mask);
      case 0x8400_0006 -> returns(core, 2, mask); // there is no trusted OS that could migrate
      case 0x8400_0008 -> goesAway(Event.Machine.What.POWERED_OFF);
      case 0x8400_0009 -> goesAway(Event.Machine.What.RESET);
      case 0x8400_000a -> returns(core, features((int) x1), mask);
      default -> returns(core, NOT_SUPPORTED, mask);
    }
  }

  private void returns(int core, int result, long mask) {
    happenings.add(listener -> listener.returned(core, result & mask, Changes.UNREAD));
  }

  private void enters(int core) {
    long entry = cores[core].entry;
    long context = cores[core].context;
    cores[core].interrupted = false;
    happenings.add(
        listener -> listener.entered(core, entry, context, EntryState.NOTHING_READ));
  }

  private void goesAway(Event.Machine.What what) {
    gone = true;
    happenings.add(listener -> listener.machine(what));
  }

  private void off(int core) {
    cores[core].state = OFF;
    cores[core].interrupted = false;
  }

  private static boolean isGoodAddress(long address) {
    return address >= MEMORY && address < MEMORY_END && address % 4 == 0;
  }

  /** What CPU_ON returns. */
  protected int cpuOn(long target, long entry, long context) {
    if (target < 0 || target >= CORES) {
      return INVALID_PARAMETERS;
    }
    Core core = cores[(int) target];
    if (core.state != OFF) {
      return core.state == ON ? ALREADY_ON : ON_PENDING;
    }
    if (!isGoodAddress(entry)) {
      return INVALID_ADDRESS;
    }
    core.state = PENDING;
    core.entry = entry;
    core.context = context;
    return SUCCESS;
  }

  private int affinityInfo(long target, int level) {
    if (level < 0 || level > 3) {
      return INVALID_PARAMETERS;
    }
    if (level == 0) {
      return target >= 0 && target < CORES ? cores[(int) target].state : INVALID_PARAMETERS;
    }
    long above = -1L << 8 * level; // no core has an affinity field other than the lowest
    if ((target & 0xff_00ff_ffffL) != target || (target & above) != 0) {
      return INVALID_PARAMETERS;
    }
    return cores[0].state == ON || cores[1].state == ON
        ? ON
        : Math.max(cores[0].state, cores[1].state);
  }

  private void suspend(int core, int powerState, long entry, long context, long mask) {
    if (powerState != STANDBY && powerState != POWER_DOWN) {
      returns(core, INVALID_PARAMETERS, mask);
    } else if (powerState == POWER_DOWN && !isGoodAddress(entry)) {
      returns(core, INVALID_ADDRESS, mask);
    } else {
      cores[core].asleep = powerState;
      cores[core].entry = entry;
      cores[core].context = context;
      wakeIfInterrupted(core);
    }
  }

  private static int features(int function) {
    return switch (function) {
      case 0x8400_0000,
              0x8400_0001,
              0xc400_0001,
              0x8400_0002,
              0x8400_0003,
              0xc400_0003,
              0x8400_0004,
              0xc400_0004,
              0x8400_0006,
              0x8400_0008,
              0x8400_0009,
              0x8400_000a ->
          0;
      default -> NOT_SUPPORTED;
    };
  }

  @Override
  public void wake(int core) {
    if (!gone && cores[core].state == ON) {
      cores[core].interrupted = true;
      wakeIfInterrupted(core);
    }
  }

  private void wakeIfInterrupted(int number) {
    Core core = cores[number];
    int powerState = core.asleep;
    if (powerState == 0 || !core.interrupted) {
      return;
    }
    core.asleep = 0;
    core.interrupted = false;
    if (powerState == POWER_DOWN) {
      enters(number);
    } else {
      returns(number, SUCCESS, -1);
    }
  }

  /** A core that was started comes in when nothing else is left to happen. */
  @Override
  public boolean proceed(Listener listener) {
    for (int core = 0; core < CORES && happenings.isEmpty() && !gone; core++) {
      if (cores[core].state == PENDING) {
        cores[core].state = ON;
        enters(core);
      }
    }
    Consumer<Listener> happening = happenings.poll();
    if (happening == null) {
      return false;
    }
    happening.accept(listener);
    return true;
  }

  @Override
  public boolean pauseBeforeRepeat(int tries, Listener listener) {
    proceed(listener);
    return tries < 1000;
  }

  @Override
  public void close() {
    // It is memory only.
  }
}
