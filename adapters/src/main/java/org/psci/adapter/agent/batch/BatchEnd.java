// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.batch;

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
 * @param hangs whether nothing moved any more, for so long that whatever is due is missing and
 *     every timer has fired
 * @param still the cores that run and have shown no sign of life for most of the patience, as bits
 */
public record BatchEnd(
    Ending ending,
    int program,
    String remark,
    Optional<Event.Machine.What> machine,
    boolean hangs,
    int still) {

  public static BatchEnd of(Ending ending, int program, String remark) {
    return new BatchEnd(ending, program, remark, Optional.empty(), false, 0);
  }

  public boolean isComplete() {
    return ending == Ending.PARKED;
  }

  public BatchEnd withStill(int cores) {
    return new BatchEnd(ending, program, remark, machine, hangs, cores);
  }
}
