// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.run;

import java.util.List;
import org.psci.conformance.program.Program;
import org.psci.conformance.results.ReadingLedger;
import org.psci.conformance.target.TargetException;
import org.psci.spec.rule.Reading;

/**
 * Points that an implementation has read in two ways although it has to keep to one. That is a
 * fault if it shows again on a freshly started machine, by the two programs that showed it first,
 * one after the other.
 */
final class Conflicts {
  private static final int TRIES = 5;

  private final Session session;
  private final Progress progress;

  Conflicts(Session session, Progress progress) {
    this.session = session;
    this.progress = progress;
  }

  /**
   * Looks into every conflict of a run.
   *
   * @throws TargetException if the target cannot be used any more
   */
  void confirm(ReadingLedger readings) throws TargetException {
    for (ReadingLedger.Conflict conflict : readings.conflicts()) {
      progress.say("looking into: " + conflict.first() + " and " + conflict.second());
      for (int tried = 0; tried < TRIES; tried++) {
        session.freshStart();
        if (shows(conflict.firstProgram(), conflict.first())
            && shows(conflict.secondProgram(), conflict.second())) {
          readings.confirm(conflict);
          break;
        }
      }
    }
  }

  private boolean shows(Program program, Reading reading) throws TargetException {
    return ReadingLedger.shows(session.judge(List.of(program)).get(0).judgement(), reading);
  }
}
