// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.shorten;

import java.util.List;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.program.Program;
import org.psci.conformance.session.Session;

/**
 * A kind of deviation to look into.
 *
 * @param candidates programs that have shown it, the best one first; at least one
 * @param unconfirmed whether something did not come, and may have come with more patience
 */
public record Suspect(List<Candidate> candidates, boolean unconfirmed) {
  public Suspect {
    candidates = List.copyOf(candidates);
  }

  /**
   * A program that has shown it.
   *
   * @param program the program
   * @param before the last programs that ran before it on the same machine, oldest first
   * @param kind what sort of deviation it showed
   * @param silence whether that is that something did not come
   * @param first whether nothing that went wrong before it can be its cause
   */
  public record Candidate(
      Program program, List<Program> before, String kind, boolean silence, boolean first) {
    public Candidate {
      before = List.copyOf(before);
    }

    static Candidate of(Session.Judged judged, Violation violation) {
      return new Candidate(
          judged.judgement().history().program(),
          judged.before(),
          violation.kind(),
          violation.isSilence(),
          judged.judgement().isOriginal(violation));
    }
  }

  /** A deviation that was seen in one program. */
  static Suspect of(Session.Judged judged, Violation violation) {
    return new Suspect(List.of(Candidate.of(judged, violation)), false);
  }
}
