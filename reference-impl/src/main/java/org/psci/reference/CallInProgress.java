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

  /** Whether x19 is not what it was when the call returns; only bugs do that. */
  boolean losesX19;

  /** X0 at the return, once it is handled. */
  long result;

  /** What the firmware still does before it returns, at a moment of its own; only bugs need it. */
  @Nullable Runnable rest;

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

  boolean hasRest() {
    return rest != null;
  }

  void finishRest() {
    if (rest != null) {
      rest.run();
      rest = null;
    }
  }
}
