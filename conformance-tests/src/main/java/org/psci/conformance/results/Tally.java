// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.psci.conformance.history.Event;
import org.psci.conformance.oracle.Judgement;
import org.psci.spec.model.Combination;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.Rule.Level;
import org.psci.spec.rule.Rule.Observation;
import org.psci.spec.rule.RuleCatalogue;
import org.psci.spec.vocabulary.Version;

/** Adds up what judgements say of rules. */
public final class Tally {
  private final Predicate<Rule> unjudged;
  private final long[] exercised = new long[RuleCatalogue.all().size()];
  private final boolean[] varied = new boolean[exercised.length];
  private final Set<String> violated = new TreeSet<>();
  private final Set<String> undecided = new TreeSet<>();
  private final BitSet combinations = new BitSet();
  private long programs;
  private long calls;
  private long events;

  public Tally() {
    this(rule -> false);
  }

  /**
   * @param unjudged the rules of which nothing may be said
   */
  public Tally(Predicate<Rule> unjudged) {
    this.unjudged = unjudged;
  }

  /** Counts a judgement in. */
  public void add(Judgement judgement) {
    programs++;
    for (Event event : judgement.history().events()) {
      events++;
      if (event instanceof Event.Called) {
        calls++;
      }
    }
    combinations.or(judgement.combinations());
    for (Because why : judgement.explanations()) {
      for (Rule rule : why.rules()) {
        exercised[rule.index()]++;
        varied[rule.index()] |= why.variation().isPresent();
      }
    }
  }

  /** Notes that rules were broken. */
  public void addViolated(List<Rule> rules) {
    rules.forEach(rule -> violated.add(rule.id()));
  }

  /** Notes that rules may have been broken, but that it could not be confirmed. */
  public void addUndecided(List<Rule> rules) {
    rules.forEach(rule -> undecided.add(rule.id()));
  }

  public Results.Counts counts(int restarts) {
    return new Results.Counts(programs, calls, events, restarts);
  }

  /** How much of the model has been met, of what this implementation can show of it. */
  public Results.CoverageData coverage(BitSet reachable) {
    BitSet missing = (BitSet) reachable.clone();
    missing.andNot(combinations);
    return new Results.CoverageData(
        reachable.cardinality() - missing.cardinality(),
        reachable.cardinality(),
        missing.stream().mapToObj(Combination::describe).toList());
  }

  public long events() {
    return events;
  }

  /** What is to be said of a rule under this version. */
  public Results.RuleResult result(Rule rule, Version version) {
    long count = exercised[rule.index()];
    RuleVerdict verdict;
    if (violated.contains(rule.id()) && !unjudged.test(rule)) {
      verdict = RuleVerdict.VIOLATED;
    } else if (!rule.appliesTo(version)
        || rule.observation() == Observation.NONE
        || rule.level() == Level.NOTE) {
      verdict = RuleVerdict.NOT_APPLICABLE;
    } else if (unjudged.test(rule)) {
      verdict = RuleVerdict.NOT_JUDGED;
    } else if (undecided.contains(rule.id())) {
      verdict = RuleVerdict.UNDECIDED;
    } else if (count == 0) {
      verdict = RuleVerdict.NOT_EXERCISED;
    } else {
      verdict = varied[rule.index()] ? RuleVerdict.PERMITTED_VARIATION : RuleVerdict.HOLDS;
    }
    return new Results.RuleResult(
        rule.id(), rule.section(), rule.level().name(), rule.basisWord(), verdict, count);
  }
}
