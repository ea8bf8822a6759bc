// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import org.jspecify.annotations.Nullable;
import org.psci.spec.vocabulary.Mpidr;

/** One core of the reference machine: what its hardware and its firmware know. */
final class Core {
  /** The state that PSCI shows (6.6). */
  enum Power {
    OFF,
    ON_PENDING,
    ON
  }

  final int index;
  final Mpidr mpidr;
  Power power = Power.OFF;

  /** Where a start is to enter, and with what. */
  long entry;

  long context;

  /** Whether the power controller has been told to start the core. */
  boolean released;

  /** Whether firmware has set the core up, so that its next instruction is the caller's. */
  boolean leavesFirmware;

  /** Whether the core waits in its CPU_OFF; only a bug gets it out of there. */
  boolean waitsInCpuOff;

  /** How the core is suspended, or null. */
  @Nullable Suspension suspension;

  /** Whether an interrupt is pending for it. */
  boolean interruptPending;

  /** The call that the core is in, or null. */
  @Nullable CallInProgress call;

  Core(int index, Mpidr mpidr) {
    this.index = index;
    this.mpidr = mpidr;
  }
}
