// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.List;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.StateType;

/**
 * How the reference machine suspends. All of it is lawful.
 *
 * @param format the layout of its power_state values; 0.2 has the original one whatever this says
 * @param downgrades whether every power-down ends as a standby would
 * @param wakesEarly whether a suspension may end although there was no interrupt
 */
public record SuspendChoices(PowerStateFormat format, boolean downgrades, boolean wakesEarly) {
  public static final SuspendChoices STANDARD =
      new SuspendChoices(PowerStateFormat.ORIGINAL, false, false);

  /** The states of a core alone, and those that let its cluster follow. */
  List<PowerState> table(PowerStateFormat used) {
    if (used == PowerStateFormat.EXTENDED_STATE_ID) {
      return List.of(
          new PowerState(0x0000_0001, StateType.STANDBY, 0),
          new PowerState(0x0000_0011, StateType.STANDBY, 1),
          new PowerState(0x4000_0002, StateType.POWER_DOWN, 0),
          new PowerState(0x4000_0012, StateType.POWER_DOWN, 1),
          new PowerState(0x4000_0022, StateType.POWER_DOWN, 1));
    }
    return List.of(
        new PowerState(0x0000_0001, StateType.STANDBY, 0),
        new PowerState(0x0100_0011, StateType.STANDBY, 1),
        new PowerState(0x0001_0002, StateType.POWER_DOWN, 0),
        new PowerState(0x0101_0012, StateType.POWER_DOWN, 1),
        new PowerState(0x0101_0022, StateType.POWER_DOWN, 1));
  }
}
