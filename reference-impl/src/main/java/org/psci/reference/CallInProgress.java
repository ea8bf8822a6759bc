// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import org.jspecify.annotations.Nullable;

/**
 * A call on its way through the firmware: made, handled, perhaps with something left to do, over.
 */
final class CallInProgress {
  /** X0 to X3 at the call. */
  final long[] x;

  boolean handled;

  /** Whether arguments and results are 64 bits wide; known once it is handled. */
  boolean wide;

  /** Whether x19 is not what it was when the call returns; only bugs do that. */
  boolean losesX19;

  /** X0 at the return, once it is handled. */
  long result;

  /** What the firmware still does before it returns, at a moment of its own; only bugs need it. */
  @Nullable Runnable rest;

  /** The core whose lock the rest needs first; only a bug takes locks. */
  @Nullable Core waitsFor;

  /** Whether it never goes on; only bugs do that. */
  boolean hangs;

  CallInProgress(long[] x) {
    this.x = x.clone();
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
    return !hangs && (waitsFor == null || !waitsFor.locked);
  }

  boolean hasRest() {
    return rest != null;
  }

  void finishRest() {
    Runnable due = rest;
    rest = null;
    if (due != null) {
      due.run();
    }
  }
}
