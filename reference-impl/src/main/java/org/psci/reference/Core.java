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

  /** MPIDR_EL1 without its flags. */
  Mpidr mpidr;

  Power power = Power.OFF;

  /** Where a start is to enter, and with what. */
  long entry;

  long context;

  /** Whether whoever starts it has big-endian data. */
  boolean startsBigEndian;

  /** What a start finds in X1, which means nothing. */
  long startsWithX1;

  /** Whether the power controller has been told to start the core. */
  boolean released;

  /** Whether firmware has set the core up, so that its next instruction is the caller's. */
  boolean leavesFirmware;

  /** Whether the core waits in its CPU_OFF; only bugs get it out of there without a CPU_ON. */
  boolean waitsInCpuOff;

  /** Whether the core is in CPU_FREEZE. */
  boolean frozen;

  /** How the core is suspended, or null. */
  @Nullable Suspension suspension;

  /** Whether an interrupt is pending for it. */
  boolean interruptPending;

  /** The call that the core is in, or null. */
  @Nullable CallInProgress call;

  /** SCTLR.EE, SCTLR.M, and whether D, A, I and F are clear. */
  boolean bigEndian;

  boolean mmuOn;
  boolean unmasked;

  /** Whether its first CPU_ON has failed, in a machine where it does. */
  boolean failedOnce;

  /** The core whose call keeps the lock of this one between its steps, or null; only a bug does. */
  @Nullable Core lockKeptBy;

  /** What only bugs look at: see there. */
  boolean gone;

  boolean stirs;
  boolean unknownForNow;
  boolean votedAbove;
  boolean wasSaidToBeOff;
  boolean startedBefore;
  long x1OfLastCall;

  Core(int index, Mpidr mpidr) {
    this.index = index;
    this.mpidr = mpidr;
  }

  /** Whether it executes instructions, or is about to. */
  boolean isRunningOrPending() {
    boolean suspended = suspension != null && !suspension.abandoned;
    return power != Power.OFF && !suspended && !frozen;
  }
}
