// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.Optional;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.rule.Because;

/** What the specification says of one function. */
interface Step extends Section.Permits {

  /**
   * The rules that lay down when the function gives this value. They are the ones that are broken
   * where it gives the value out of season.
   */
  default Optional<Because> definitionOf(Platform platform, Call call, int value) {
    return Optional.empty();
  }
}
