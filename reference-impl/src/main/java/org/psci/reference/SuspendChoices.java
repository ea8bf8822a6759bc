// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import org.psci.spec.vocabulary.PowerStateFormat;

/**
 * How the reference machine suspends. All of it is lawful.
 *
 * @param format the layout of its power_state values; 0.2 has the original one only
 * @param downgrades whether every power-down ends as a standby would; not of a request in
 *     OS-initiated mode, which is an order, nor of SYSTEM_SUSPEND
 * @param wakesEarly whether a suspension may end although there was no interrupt
 */
public record SuspendChoices(PowerStateFormat format, boolean downgrades, boolean wakesEarly) {
  public static final SuspendChoices STANDARD =
      new SuspendChoices(PowerStateFormat.ORIGINAL, false, false);
}
