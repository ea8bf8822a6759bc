// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import org.jspecify.annotations.Nullable;

/**
 * The locks that a step holds while it is made. Each core has one; what belongs to no core, such as
 * the power tree and the suspend mode, has another. They are taken in this order. Whether a core is
 * OFF, suspended or frozen changes under both, and may be read under either.
 *
 * @param core the core whose lock it is, or null if none is needed
 * @param shared whether the lock of what belongs to no core is needed too
 */
record Guard(@Nullable Core core, boolean shared) {
  static final Guard NONE = new Guard(null, false);
  static final Guard SHARED = new Guard(null, true);

  static Guard of(Core core) {
    return new Guard(core, false);
  }

  static Guard both(Core core) {
    return new Guard(core, true);
  }
}
