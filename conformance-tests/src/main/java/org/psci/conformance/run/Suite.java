// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.run;

import java.util.Optional;

/** The suite itself. */
public final class Suite {
  private Suite() {}

  /** Its version, from the jar that it is in; {@code development} outside a jar. */
  public static String version() {
    return Optional.ofNullable(Suite.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
