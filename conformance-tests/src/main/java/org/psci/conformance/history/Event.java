// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.history;

import org.psci.spec.model.Call;
import org.psci.spec.step.EntryState;

/**
 * Something that was seen. Times are ticks of one counter, or of the suite's own clock: only their
 * order counts. One thing happened before another only if it ended strictly before the other began.
 */
public sealed interface Event {

  /** The core of the machine that it happened to; -1 for the machine as a whole. */
  int core();

  /** When it was seen; of a call, when it was made. */
  long time();

  /**
   * A call.
   *
   * @param call what the implementation got
   * @param step the step of the program that made it, or {@link #PARKING}
   * @param begin when it was not made yet
   * @param end when it had returned, or {@link #NEVER}
   * @param result X0 or R0 after the call
   * @param changed what the call changed that it must keep
   * @param bigEndian whether SCTLR.EE of the caller was set
   */
  record Called(
      Call call, int step, long begin, long end, long result, Changes changed, boolean bigEndian)
      implements Event {
    /** Stands for the step of a call that brings the machine back to where programs start. */
    public static final int PARKING = -1;

    public static final long NEVER = Long.MAX_VALUE;

    @Override
    public int core() {
      return call.caller();
    }

    @Override
    public long time() {
      return begin;
    }

    public boolean returned() {
      return end != NEVER;
    }

    public boolean isParking() {
      return step == PARKING;
    }
  }

  /**
   * A core came in.
   *
   * @param core its number in the machine, by its MPIDR
   * @param address where it came in
   * @param x0 X0 or R0 at its first instruction
   * @param state its other registers, as far as they were read
   * @param time when it had come in
   */
  record Entered(int core, long address, long x0, EntryState state, long time) implements Event {}

  /**
   * An interrupt became pending for a core, which wakes it if it is suspended, or as soon as it is.
   * It stays pending until the core has come back from a CPU_SUSPEND, has come in, or the program
   * is over.
   *
   * @param core the core
   * @param begin when it was not pending yet
   * @param end when it was
   */
  record WakeUp(int core, long begin, long end) implements Event {
    @Override
    public long time() {
      return begin;
    }
  }

  /**
   * The machine as a whole did something that its host can see.
   *
   * @param what what it did
   * @param time when it was seen
   */
  record Machine(What what, long time) implements Event {
    /** What a machine can do. */
    public enum What {
      POWERED_OFF,
      RESET,
      /** Powered off by SYSTEM_OFF2, as far as the host can tell that from SYSTEM_OFF. */
      HIBERNATED
    }

    @Override
    public int core() {
      return -1;
    }
  }

  /**
   * Something that was waited for, as long as the target's patience lasts, did not come.
   *
   * @param core the core that was waited for
   * @param awaited what it was to do
   * @param time when it was given up
   */
  record Silent(int core, Awaited awaited, long time) implements Event {
    /** What a core can be waited for. */
    public enum Awaited {
      /** To come in, after a CPU_ON that returned SUCCESS. */
      ENTRY,
      /** To return from its call. */
      RETURN,
      /** To give the result that a repeated call waits for. */
      RESULT,
      /** To come back from its CPU_SUSPEND. */
      WAKE_UP,
      /** To go on, although it is in no call. */
      PROGRESS
    }
  }
}
