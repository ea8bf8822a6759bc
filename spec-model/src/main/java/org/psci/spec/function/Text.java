// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Version;

/** The issues of the text that say different things of a function, by the version of PSCI. */
enum Text {
  FROM_0_2,
  FROM_1_0,
  FROM_1_2;

  static Text of(Version version) {
    return version.isAtLeast(Version.V1_2)
        ? FROM_1_2
        : version.isAtLeast(Version.V1_0) ? FROM_1_0 : FROM_0_2;
  }

  /** The code for an entry point that is known to be bad (5.6.2, 5.4.5). */
  static ReturnCode badAddress(Version version) {
    return version.isAtLeast(Version.V1_0)
        ? ReturnCode.INVALID_ADDRESS
        : ReturnCode.INVALID_PARAMETERS;
  }

  boolean isFrom(Text first) {
    return compareTo(first) >= 0;
  }
}
