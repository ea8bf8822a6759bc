// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

/** The end of a machine, as its host sees it. */
public enum PowerEvent {
  OFF,
  RESET,
  /** Off by SYSTEM_OFF2, which a host can tell from OFF. */
  HIBERNATED
}
