// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import org.psci.spec.model.Call;

/** Who makes a call that any core may make. */
enum Caller {
  BOOT_CORE,
  ANOTHER;

  static Caller of(Call call) {
    return call.caller() == 0 ? BOOT_CORE : ANOTHER;
  }
}
