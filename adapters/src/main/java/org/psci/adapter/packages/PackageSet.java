// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.packages;

import java.util.List;

/**
 * Debian packages of one architecture that belong together.
 *
 * @param name what they are kept under: that of the target that needs them
 * @param architecture as Debian names it, for instance {@code arm64}
 * @param packages which ones
 * @param withDependencies whether everything that they depend on is needed, too
 */
public record PackageSet(
    String name, String architecture, List<String> packages, boolean withDependencies) {
  public PackageSet {
    packages = List.copyOf(packages);
  }
}
