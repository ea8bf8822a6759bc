// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.review;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All claims, and the machines that they are tried on.
 *
 * @param introduction what the review was, in sentences
 * @param targets the machines that the question is about, by the words that choose them
 * @param bugs machines that are known to be wrong
 * @param claims the claims in order
 */
public record Claims(
    List<String> introduction, List<String> targets, List<String> bugs, List<Claim> claims) {

  public Claims {
    introduction = List.copyOf(introduction);
    targets = List.copyOf(targets);
    bugs = List.copyOf(bugs);
    claims = List.copyOf(claims);
  }

  /** The same claims about other targets. */
  public Claims with(List<String> others) {
    return new Claims(introduction, others, bugs, claims);
  }

  /** Every machine once: targets, machines that are lawful in their own way, then wrong ones. */
  public List<String> machines() {
    Set<String> all = new LinkedHashSet<>(targets);
    claims.forEach(claim -> claim.lawful().forEach(lawful -> all.add(lawful.machine())));
    all.addAll(bugs);
    claims.forEach(claim -> claim.caught().forEach(caught -> all.add(caught.machine())));
    return new ArrayList<>(all);
  }
}
