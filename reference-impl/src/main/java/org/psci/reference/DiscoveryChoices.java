// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

/**
 * What the machine tells of itself beside PSCI.
 *
 * @param hasSmcccVersion whether SMCCC_VERSION is there
 * @param reportsSmcccVersion whether PSCI_FEATURES reports it, as it should
 * @param reportsSmc64ToAarch32 whether PSCI_FEATURES tells an AArch32 caller of SMC64 ids
 */
public record DiscoveryChoices(
    boolean hasSmcccVersion, boolean reportsSmcccVersion, boolean reportsSmc64ToAarch32) {
  /** Without SMCCC_VERSION. */
  public static final DiscoveryChoices STANDARD = new DiscoveryChoices(false, false, false);

  public static final DiscoveryChoices WITH_SMCCC_VERSION = new DiscoveryChoices(true, true, false);
}
