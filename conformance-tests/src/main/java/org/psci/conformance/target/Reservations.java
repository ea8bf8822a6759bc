// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.psci.spec.rule.Rule;
import org.psci.spec.vocabulary.Version;

/**
 * What a reader of a report on a target has to know beside the verdict.
 *
 * @param remarks sentences about the target, for instance where two descriptions of it contradict
 *     each other
 * @param describedVersion the PSCI version that a description of the machine promises at least, as
 *     a device tree does
 * @param unjudged ids of rules, or of groups of them, of which nothing is said, since the way in
 *     which the target is run decides what is seen
 * @param whyUnjudged the reason for that; empty if all rules are judged
 */
public record Reservations(
    List<String> remarks,
    Optional<Version> describedVersion,
    List<String> unjudged,
    String whyUnjudged) {
  public static final Reservations NONE =
      new Reservations(List.of(), Optional.empty(), List.of(), "");

  public Reservations {
    remarks = List.copyOf(remarks);
    unjudged = List.copyOf(unjudged);
  }

  public Reservations withRemark(String remark) {
    List<String> more = new ArrayList<>(remarks);
    more.add(remark);
    return new Reservations(more, describedVersion, unjudged, whyUnjudged);
  }

  /** Whether nothing may be said of a rule. */
  public boolean leavesOut(Rule rule) {
    return unjudged.stream().anyMatch(rule::isCalled);
  }
}
