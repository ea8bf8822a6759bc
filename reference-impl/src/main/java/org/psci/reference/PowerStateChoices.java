// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.List;
import org.psci.spec.vocabulary.PowerState;

/**
 * Which power_state values the machine takes. All of it is lawful.
 *
 * @param osInitiated whether OS-initiated mode is offered; then the values say at which level the
 *     caller is the last core
 * @param published whether the platform publishes its table
 * @param highestLevel the highest power level that a request may put below Run, as far as the tree
 *     has it
 * @param own the table, if it is not the one that follows from the tree; else empty
 */
public record PowerStateChoices(
    boolean osInitiated, boolean published, int highestLevel, List<PowerState> own) {
  public static final PowerStateChoices STANDARD =
      new PowerStateChoices(false, true, PowerStateTable.HIGHEST_LEVEL, List.of());

  public static final PowerStateChoices OS_INITIATED =
      new PowerStateChoices(true, true, PowerStateTable.HIGHEST_LEVEL, List.of());

  public PowerStateChoices {
    own = List.copyOf(own);
  }
}
