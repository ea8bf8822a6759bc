// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.psci.conformance.oracle.Tier;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.record.UnlistedClause;
import org.psci.spec.clause.Clause;
import org.psci.spec.function.ClauseCatalogue;
import org.psci.spec.rule.Reading;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * A clause that is taken for broken, in words.
 *
 * @param id its id
 * @param rule the rule that it belongs to
 * @param alsoUnder the ids of the other rules that it stands under
 * @param sentence what it says, and of which function
 * @param fault the reading of an open point that an implementation follows which does not keep it,
 *     if that is a fault
 */
public record BrokenClause(
    String id, Rule rule, List<String> alsoUnder, String sentence, Optional<Reading> fault) {

  public BrokenClause {
    alsoUnder = List.copyOf(alsoUnder);
  }

  /** A clause of the specification. */
  static BrokenClause of(Clause clause) {
    return new BrokenClause(
        clause.id(),
        clause.rule(),
        clause.alsoUnder().stream().map(Rule::id).toList(),
        withFunction(clause.id(), clause.sentence()),
        clause.reading().filter(reading -> !reading.isLawful()));
  }

  /**
   * The clauses of which one is broken, if nothing but a history is asked: of those that explain a
   * deviation the ones that permit least.
   */
  public static List<BrokenClause> of(Violation violation) {
    return violation.causes().stream()
        .filter(clause -> Tier.of(clause) == Tier.of(violation.cause()))
        .map(BrokenClause::of)
        .toList();
  }

  static BrokenClause of(UnlistedClause clause) {
    return new BrokenClause(
        clause.id(),
        RuleCatalogue.rule(ruleOf(clause.id())),
        clause.alsoUnder(),
        withFunction(clause.id(), clause.sentence()),
        Optional.empty());
  }

  /** One that only another version of the suite knows in words: its rule speaks for it. */
  static BrokenClause unknown(String id) {
    Rule rule = RuleCatalogue.rule(ruleOf(id));
    return new BrokenClause(id, rule, List.of(), rule.sentence(), Optional.empty());
  }

  /** What an implementation does not keep, or does, in words. */
  public String heading() {
    return heading(id, sentence);
  }

  /**
   * A clause as something that an implementation does not keep; or, if implementations are known to
   * have that fault, as something that it does.
   */
  public static String heading(String id, String sentence) {
    boolean isKnown =
        ClauseCatalogue.find(id)
            .filter(clause -> clause.kind() == Clause.Kind.KNOWN_FAULT)
            .isPresent();
    return (isKnown ? "known fault: " : "not kept: ") + sentence;
  }

  /** The id of the rule that a clause with this id belongs to. */
  static String ruleOf(String id) {
    return id.substring(0, id.indexOf('/'));
  }

  /** In the section of a function its name goes without saying; outside it has to be said. */
  private static String withFunction(String id, String sentence) {
    String[] parts = id.split("/", -1);
    boolean isSaid =
        Arrays.stream(PsciFunction.values())
            .noneMatch(
                function -> function.name().equals(parts[1]) && !sentence.contains(parts[1]));
    return isSaid ? sentence : parts[1] + ": " + sentence;
  }
}
