// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.psci.spec.clause.Clause;
import org.psci.spec.function.ClauseCatalogue;
import org.psci.spec.function.Specification;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;
import org.psci.spec.vocabulary.Parameter;
import org.psci.spec.vocabulary.PsciFunction;

/** Functions, with what the specification says of their calls, and the rules about them. */
final class FunctionTopic implements Topic {
  @Override
  public String summary() {
    return PsciFunction.values().length
        + " functions, such as PSCI_FEATURES, with all that their calls may do";
  }

  @Override
  public List<String> names() {
    return Arrays.stream(PsciFunction.values()).map(Enum::name).toList();
  }

  @Override
  public List<String> explain(String word) {
    List<String> lines = new ArrayList<>();
    for (PsciFunction function : PsciFunction.values()) {
      if (function.name().equalsIgnoreCase(word)) {
        lines.add(line(function));
        lines.addAll(calls(function));
        lines.addAll(beside(function));
        lines.addAll(asForAll(function));
        List<Rule> rules = new ArrayList<>(rules(function));
        rules.removeAll(RuleNames.find(word)); // they are explained as rules
        lines.addAll(RuleTopic.lines(rules));
      }
    }
    return lines;
  }

  private static String line(PsciFunction function) {
    return String.format(
        "%s: function 0x%x%s, %s from PSCI %s on; %s",
        function,
        function.smc32(),
        function.hasSmc64() ? String.format(" (SMC32) and 0x%x (SMC64)", function.smc64()) : "",
        function.isMandatory() ? "mandatory" : "optional",
        function.since(),
        function.parameters().isEmpty()
            ? "no arguments"
            : "arguments: "
                + function.parameters().stream()
                    .map(Parameter::name)
                    .collect(Collectors.joining(", ")));
  }

  /** What its calls may do, in the order of the text. */
  private static List<String> calls(PsciFunction function) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "What its calls may do. Where refusals are due, one of them comes; elsewhere, whatever is"
            + " named.");
    lines.addAll(ClauseTable.lines(Specification.clauses(function)));
    return lines;
  }

  /** What the specification says of it beside the results of its calls. */
  private static List<String> beside(PsciFunction function) {
    List<Rule> rules = rules(function);
    List<Clause> clauses =
        ClauseCatalogue.all().stream()
            .filter(clause -> !isOfCalls(clause))
            .filter(
                clause ->
                    isNamed(function, clause)
                        || (rules.contains(clause.rule()) && namesNone(clause)))
            .toList();
    List<String> lines = new ArrayList<>();
    if (!clauses.isEmpty()) {
      lines.add("What goes with it.");
      lines.addAll(ClauseTable.lines(clauses));
    }
    return lines;
  }

  /** Whether it is in the table of some function, or of the ids that are of none. */
  private static boolean isOfCalls(Clause clause) {
    return Specification.clausesOfAll().contains(clause)
        || Specification.clausesOfUnknown().contains(clause)
        || Arrays.stream(PsciFunction.values())
            .anyMatch(function -> Specification.clauses(function).contains(clause));
  }

  private static boolean isNamed(PsciFunction function, Clause clause) {
    return Pattern.compile("\\b" + function + "\\b")
        .matcher(clause.id() + " " + clause.sentence())
        .find();
  }

  private static boolean namesNone(Clause clause) {
    return Arrays.stream(PsciFunction.values()).noneMatch(function -> isNamed(function, clause));
  }

  /** What goes for the calls of all functions, as far as it matters to this one. */
  private static List<String> asForAll(PsciFunction function) {
    List<String> lines = new ArrayList<>();
    if (Specification.clausesOfAll().stream().anyMatch(clause -> isNamed(function, clause))) {
      lines.add(
          "If it is absent, its calls are refused with NOT_SUPPORTED, whatever their arguments: "
              + named("CONV-07")
              + ", AMB-42.");
    }
    if (function.hasSmc64()) {
      lines.add(
          "If a caller uses an id of a width that is not for it, the call is refused: "
              + named("CONV-04")
              + ", AMB-05; in 0.2 "
              + named("CONV-05")
              + ", AMB-03, AMB-04.");
    }
    return lines;
  }

  private static String named(String id) {
    Rule rule = RuleCatalogue.rule(id);
    return rule + " (section " + rule.section() + ")";
  }

  /** Those of each area that is named after the function, or after some functions with it. */
  private static List<Rule> rules(PsciFunction function) {
    return RuleCatalogue.all().stream()
        .filter(
            rule ->
                List.of(rule.area().split(" ", -1)).contains(function.name())
                    || function.name().startsWith(rule.area() + "_"))
        .toList();
  }
}
