// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import org.jspecify.annotations.Nullable;
import org.psci.spec.vocabulary.CallWidth;

/**
 * A call on its way through the firmware: made, handled, perhaps with something left to do, over.
 */
final class CallInProgress {
  /**
   * A step that the firmware makes later, at a moment of its own. A call that is guarded well has
   * none: what it does under its locks is one step.
   */
  record Rest(Guard guard, Runnable work) {}

  /** X0 to X3 at the call. */
  final long[] x;

  /** Whether arguments and results are 64 bits wide. */
  final boolean wide;

  boolean handled;

  /** Whether x19 is not what it was when the call returns; only bugs do that. */
  boolean losesX19;

  /** X0 at the return, once it is handled. */
  long result;

  /** What is left to do before it returns; only bugs leave something. */
  @Nullable Rest rest;

  /** The core that has to wake up before it goes on; only a bug waits for one. */
  @Nullable Core waitsFor;

  /** Whether it never goes on; only bugs do that. */
  boolean hangs;

  CallInProgress(long[] x) {
    this.x = x.clone();
    this.wide = CallWidth.of((int) x[0]) == CallWidth.SMC64;
  }

  /** A call that only has to return. */
  static CallInProgress handled(long result) {
    CallInProgress call = new CallInProgress(new long[4]);
    call.handled = true;
    call.result = result;
    return call;
  }

  /** An argument that is as wide as the call. */
  long argument(int register) {
    return wide ? x[register] : x[register] & 0xffff_ffffL;
  }

  /** An argument of 32 bits. */
  int word(int register) {
    return (int) x[register];
  }

  boolean canGoOn() {
    Core sleeper = waitsFor;
    return !hangs && (sleeper == null || sleeper.suspension == null);
  }

  /** Leaves a step for later. */
  void later(Guard guard, Runnable work) {
    rest = new Rest(guard, work);
  }

  void finishRest() {
    Rest due = rest;
    rest = null;
    if (due != null) {
      due.work().run();
    }
  }
}
