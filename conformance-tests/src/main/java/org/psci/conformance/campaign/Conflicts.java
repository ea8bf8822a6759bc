// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.campaign;

import java.util.List;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.record.Score;
import org.psci.conformance.results.Points;
import org.psci.conformance.session.Session;
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

  Conflicts(Session session) {
    this.session = session;
  }

  /**
   * Whether it shows again.
   *
   * @throws TargetException if the target cannot be used any more
   */
  boolean isConfirmed(Points.TwoWays twoWays) throws TargetException {
    for (int tried = 0; tried < TRIES; tried++) {
      session.freshStart();
      if (shows(twoWays.firstProgram(), twoWays.first())
          && shows(twoWays.secondProgram(), twoWays.second())) {
        return true;
      }
    }
    return false;
  }

  private boolean shows(String program, Reading reading) throws TargetException {
    return Score.readings(
            session.judge(List.of(ProgramParser.recorded(program))).get(0).judgement())
        .contains(reading);
  }
}
