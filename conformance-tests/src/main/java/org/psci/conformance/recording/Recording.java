// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.recording;

import org.psci.conformance.cause.Diagnosis;
import org.psci.conformance.history.History;
import org.psci.conformance.oracle.Judgement;
import org.psci.spec.function.Specification;
import org.psci.spec.model.Platform;

/**
 * A history with all that its judge has to know.
 *
 * @param implementation what was seen, with its version, for people
 * @param platform what the implementation is
 * @param isFirst whether nothing had run on the machine before since it was started
 * @param history what was seen
 */
public record Recording(
    String implementation, Platform platform, boolean isFirst, History history) {

  /** What was judged already. */
  public static Recording of(String implementation, Platform platform, Judgement judgement) {
    return new Recording(implementation, platform, judgement.isFirst(), judgement.history());
  }

  /** What the oracle says of it. */
  public Judgement judge() {
    Diagnosis diagnosis = new Diagnosis(new Specification(platform));
    return isFirst ? diagnosis.judgeFirst(history) : diagnosis.judge(history);
  }
}
