// SPDX-License-Identifier: Apache-2.0
package org.example.psci;

/**
 * The implementation under test: PSCI 1.1 for four cores in two clusters. It knows nothing of the
 * suite. A core that was started comes in when somebody lets {@linkplain #startPendingCore time
 * pass}, so that there is a while in which it is pending.
 */
public class PsciMachine {
  /** The affinity fields of its cores; the first one boots. */
  public static final long[] MPIDRS = {0x000, 0x001, 0x100, 0x101};

  public static final long MEMORY = 0x4000_0000L;
  public static final long MEMORY_END = 0x8000_0000L;

  /** The power_state values that it knows. */
  public static final int STANDBY = 0x0000_0001;

  public static final int POWER_DOWN = 0x0001_0002;

  public static final int SUCCESS = 0;
  public static final int NOT_SUPPORTED = -1;
  public static final int INVALID_PARAMETERS = -2;
  public static final int ALREADY_ON = -4;
  public static final int ON_PENDING = -5;
  public static final int INVALID_ADDRESS = -9;

  private static final int AWAKE = 0;
  private static final int VERSION_1_1 = 0x1_0001;
  private static final int NO_TRUSTED_OS = 2;
  private static final int SMC64 = 0x4000_0000;
  private static final int HIGHEST_LEVEL = 3;
  private static final long AFFINITY_FIELDS = 0xff_00ff_ffffL;

  /** Who hears what comes of calls and interrupts. */
  public interface Observer {
    /** A call returned to its core. */
    void returned(int core, long x0);

    /** A core came in at an entry point. */
    void entered(int core, long address, long contextId);

    void poweredOff();

    void reset();
  }

  /** In the order in which AFFINITY_INFO numbers them. */
  private enum State {
    ON,
    OFF,
    PENDING
  }

  private static final class Core {
    private State state = State.OFF;
    private long entryPoint;
    private long contextId;
    private int powerState = AWAKE;
    private boolean interruptPending;
  }

  private final Observer observer;
  private final Core[] cores = new Core[MPIDRS.length];

  /** A machine that has just booted. */
  public PsciMachine(Observer observer) {
    this.observer = observer;
    for (int core = 0; core < cores.length; core++) {
      cores[core] = new Core();
    }
    cores[0].state = State.ON;
  }

  /** A core calls PSCI with these registers; what comes of it the observer hears. */
  public void call(int caller, long x0, long x1, long x2, long x3) {
    int function = (int) x0;
    long width = (function & SMC64) != 0 ? -1L : 0xffff_ffffL; // SMC32 calls have no upper halves
    long first = x1 & width;
    long second = x2 & width;
    long third = x3 & width;
    switch (function) {
      case 0x8400_0001, 0xc400_0001 -> cpuSuspend(caller, (int) first, second, third);
      case 0x8400_0002 -> cpuOff(caller);
      case 0x8400_0008 -> observer.poweredOff();
      case 0x8400_0009 -> observer.reset();
      default -> {
        int result =
            switch (function) {
              case 0x8400_0000 -> VERSION_1_1;
              case 0x8400_0003, 0xc400_0003 -> cpuOn(first, second, third);
              case 0x8400_0004, 0xc400_0004 -> affinityInfo(first, (int) second);
              case 0x8400_0006 -> NO_TRUSTED_OS;
              case 0x8400_000a -> features((int) first);
              default -> NOT_SUPPORTED;
            };
        observer.returned(caller, result & width);
      }
    }
  }

  /** What CPU_ON returns. */
  protected int cpuOn(long target, long entryPoint, long contextId) {
    for (int number = 0; number < cores.length; number++) {
      Core core = cores[number];
      if (MPIDRS[number] != target) {
        continue;
      }
      if (core.state != State.OFF) {
        return core.state == State.ON ? ALREADY_ON : ON_PENDING;
      }
      if (!isEntryPoint(entryPoint)) {
        return INVALID_ADDRESS;
      }
      core.state = State.PENDING;
      core.entryPoint = entryPoint;
      core.contextId = contextId;
      return SUCCESS;
    }
    return INVALID_PARAMETERS;
  }

  private void cpuOff(int caller) {
    cores[caller].state = State.OFF;
    cores[caller].interruptPending = false;
  }

  private int affinityInfo(long target, int level) {
    if (level < 0 || level > HIGHEST_LEVEL || (target & ~AFFINITY_FIELDS) != 0) {
      return INVALID_PARAMETERS;
    }
    // Aff3 is not next to Aff2, but 8 bits further up; what lies between is 0 here.
    long ignored = level == HIGHEST_LEVEL ? 0xffff_ffffL : (1L << 8 * level) - 1;
    boolean on = false;
    boolean pending = false;
    boolean found = false;
    for (int core = 0; core < cores.length; core++) {
      if (((MPIDRS[core] ^ target) & ~ignored) == 0) {
        found = true;
        on |= cores[core].state == State.ON;
        pending |= cores[core].state == State.PENDING;
      }
    }
    State state = on ? State.ON : pending ? State.PENDING : State.OFF;
    return found ? state.ordinal() : INVALID_PARAMETERS;
  }

  private void cpuSuspend(int caller, int powerState, long entryPoint, long contextId) {
    if (powerState != STANDBY && powerState != POWER_DOWN) {
      observer.returned(caller, INVALID_PARAMETERS);
    } else if (powerState == POWER_DOWN && !isEntryPoint(entryPoint)) {
      observer.returned(caller, INVALID_ADDRESS);
    } else {
      Core core = cores[caller];
      core.powerState = powerState;
      core.entryPoint = entryPoint;
      core.contextId = contextId;
      wakeIfInterrupted(caller);
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
          SUCCESS;
      default -> NOT_SUPPORTED;
    };
  }

  private static boolean isEntryPoint(long address) {
    return address >= MEMORY && address < MEMORY_END && address % 4 == 0;
  }

  /** An interrupt becomes pending for a core. */
  public void interrupt(int core) {
    if (cores[core].state == State.ON) {
      cores[core].interruptPending = true;
      wakeIfInterrupted(core);
    }
  }

  private void wakeIfInterrupted(int number) {
    Core core = cores[number];
    int powerState = core.powerState;
    if (powerState == AWAKE || !core.interruptPending) {
      return;
    }
    core.powerState = AWAKE;
    core.interruptPending = false;
    if (powerState == POWER_DOWN) {
      observer.entered(number, core.entryPoint, core.contextId);
    } else {
      observer.returned(number, SUCCESS);
    }
  }

  /** A core for which CPU_ON was called comes in, if there is one. */
  public void startPendingCore() {
    for (int number = 0; number < cores.length; number++) {
      Core core = cores[number];
      if (core.state == State.PENDING) {
        core.state = State.ON;
        observer.entered(number, core.entryPoint, core.contextId);
        return;
      }
    }
  }
}
