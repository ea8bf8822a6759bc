// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.program;

import java.util.List;

/**
 * What a machine whose cores take turns is to decide where it could decide either way, in this
 * order: who goes next, and whether a core does what it may do or leave. Together with the program
 * it makes one run and no other. A decision that does not fit the moment is passed over. When all
 * are used up, the core that was chosen last goes on as long as it can, then that with the lowest
 * number, and no core does what it may leave.
 *
 * @param decisions the decisions
 */
public record Schedule(List<Decision> decisions) {

  /** One thing that could have been otherwise. */
  public sealed interface Decision {}

  /**
   * Of several cores that can go on, this one does.
   *
   * @param core its number in the program
   */
  public record Turn(int core) implements Decision {}

  /**
   * The core whose turn it is has a liberty, such as giving up a power-down at once.
   *
   * @param does whether it takes it
   */
  public record Liberty(boolean does) implements Decision {}

  public Schedule {
    decisions = List.copyOf(decisions);
  }
}
