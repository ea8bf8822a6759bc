// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

/**
 * What the specification leaves open of suspended and frozen cores, beside CPU_SUSPEND.
 *
 * @param defaultIsStandby whether CPU_DEFAULT_SUSPEND is a standby
 * @param frozenShowsOff whether AFFINITY_INFO says OFF of a frozen core; else it says ON
 * @param countsOnExit whether PSCI_STAT_* learn of a stay only when it is over
 * @param strictModeChange whether OS-initiated mode needs all other cores to be OFF
 */
public record IdleChoices(
    boolean defaultIsStandby,
    boolean frozenShowsOff,
    boolean countsOnExit,
    boolean strictModeChange) {
  public static final IdleChoices STANDARD = new IdleChoices(false, false, false, false);
}
