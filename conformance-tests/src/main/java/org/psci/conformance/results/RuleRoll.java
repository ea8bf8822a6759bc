// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import java.util.HashSet;
import java.util.Set;
import org.psci.conformance.record.Scores;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.Rule.Level;
import org.psci.spec.rule.Rule.Observation;
import org.psci.spec.vocabulary.Version;

/**
 * What a run says of each rule. It is violated only if a cause that the run has found is a clause
 * of it. It holds only if no history of the run can be put down to it, whatever came of looking
 * into that, and no clause that is broken, or may be, also stands under it.
 *
 * @param scores what was exercised
 * @param violated the rules of the causes that were found
 * @param named the rules that may be broken if each thing that was seen is looked at alone
 * @param beside the rules that broken clauses, and those that may be, also stand under
 * @param unjudged the rules of which nothing may be said
 */
record RuleRoll(
    Scores scores,
    Set<String> violated,
    Set<String> named,
    Set<String> beside,
    Set<String> unjudged) {
  RuleRoll {
    violated = new HashSet<>(violated);
    named = new HashSet<>(named);
    beside = new HashSet<>(beside);
    unjudged = new HashSet<>(unjudged);
  }

  /** What is to be said of a rule under this version. */
  Results.RuleResult of(Rule rule, Version version) {
    long count = scores.exercised().getOrDefault(rule.id(), 0L);
    return new Results.RuleResult(
        rule.id(),
        rule.section(),
        rule.level().name(),
        rule.basisWord(),
        verdict(rule, version, count),
        count);
  }

  private RuleVerdict verdict(Rule rule, Version version, long count) {
    boolean isJudged = !unjudged.contains(rule.id());
    if (violated.contains(rule.id()) && isJudged) {
      return RuleVerdict.VIOLATED;
    }
    if (named.contains(rule.id()) && isJudged) {
      return RuleVerdict.IN_DOUBT;
    }
    if (!rule.appliesTo(version)
        || rule.observation() == Observation.NONE
        || rule.level() == Level.NOTE) {
      return RuleVerdict.NOT_APPLICABLE;
    }
    if (!isJudged) {
      return RuleVerdict.NOT_JUDGED;
    }
    if (beside.contains(rule.id())) {
      return RuleVerdict.IN_DOUBT;
    }
    if (count == 0) {
      return RuleVerdict.NOT_EXERCISED;
    }
    return scores.varied().contains(rule.id())
        ? RuleVerdict.PERMITTED_VARIATION
        : RuleVerdict.HOLDS;
  }
}
