// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent;

import java.util.Optional;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History.Ending;

/**
 * How a batch ended, as far as this shows outside of its logs.
 *
 * @param ending how its last program ended; all programs before that one ended parked
 * @param program index of its last program
 * @param remark more about it, for people
 * @param machine what the machine did as a whole
 * @param hangs whether nothing moved any more, so that whatever is due is missing
 */
record BatchEnd(
    Ending ending,
    int program,
    String remark,
    Optional<Event.Machine.What> machine,
    boolean hangs) {

  static BatchEnd of(Ending ending, int program, String remark) {
    return new BatchEnd(ending, program, remark, Optional.empty(), false);
  }

  boolean isComplete() {
    return ending == Ending.PARKED;
  }
}
