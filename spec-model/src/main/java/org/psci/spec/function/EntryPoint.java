// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.vocabulary.Version;

/** What the entry point of a call that suspends is; its error has another code before 1.0. */
enum EntryPoint {
  GOOD,
  /** Known to be bad, in 1.0 or later. */
  BAD,
  BAD_BEFORE_1_0;

  static EntryPoint of(Platform platform, Call call) {
    if (platform.entries().isUsable(call.entryPoint())) {
      return GOOD;
    }
    return platform.version().isAtLeast(Version.V1_0) ? BAD : BAD_BEFORE_1_0;
  }
}
