// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;
import org.psci.spec.vocabulary.Parameter;
import org.psci.spec.vocabulary.PsciFunction;

/** Functions, with the rules that are about them. */
final class FunctionTopic implements Topic {
  @Override
  public String summary() {
    return PsciFunction.values().length + " functions, such as PSCI_FEATURES, with their rules";
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
