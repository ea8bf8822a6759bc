// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.program;

import java.util.Optional;
import java.util.Set;

/**
 * One core makes one call, once or repeatedly.
 *
 * @param core number of the caller in the program
 * @param invocation the call
 * @param repeat whether it is repeated
 * @param dirt how the caller is prepared
 */
public record Step(int core, Invocation invocation, Optional<Repeat> repeat, Set<Dirt> dirt) {
  public Step {
    dirt = Set.copyOf(dirt);
  }

  public static Step of(int core, Invocation invocation) {
    return new Step(core, invocation, Optional.empty(), Set.of());
  }

  public Step repeated(Repeat.Kind kind, int value) {
    return new Step(core, invocation, Optional.of(new Repeat(kind, value)), dirt);
  }
}
