// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.psci.conformance.results.Results;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;

/** Rules by the section of the specification in which they stand first, two numbers deep. */
final class Sections {
  private static final int NO_NUMBER = 1000;
  private static final int SECTION_DEPTH = 2;

  /** Numbers by their value, then names, then what has no single place. */
  private static final Comparator<String> ORDER =
      Comparator.<String>comparingInt(section -> part(section, 0))
          .thenComparingInt(section -> part(section, 1))
          .thenComparing(Comparator.reverseOrder());

  private Sections() {}

  /** The section of a rule, such as {@code 5.6}. */
  static String of(Rule rule) {
    String first = rule.section().split(", ", -1)[0];
    return Arrays.stream(first.split("\\.", -1))
        .limit(SECTION_DEPTH)
        .collect(Collectors.joining("."));
  }

  /** A section as words for people. */
  static String words(String section) {
    return switch (section) {
      case "-" -> "No single section";
      case "SMCCC" -> "SMC calling convention";
      default -> "Section " + section;
    };
  }

  /** The rules of a run, by section and in the order of the sections. */
  static Map<String, List<Results.RuleResult>> of(Results results) {
    Map<String, List<Results.RuleResult>> sections = new TreeMap<>(ORDER);
    for (Results.RuleResult result : results.rules()) {
      RuleCatalogue.find(result.id())
          .ifPresent(
              rule -> sections.computeIfAbsent(of(rule), section -> new ArrayList<>()).add(result));
    }
    return sections;
  }

  private static int part(String section, int index) {
    String[] parts = section.split("\\.", -1);
    if (!Character.isDigit(section.charAt(0))) {
      return NO_NUMBER;
    }
    return index < parts.length ? Integer.parseInt(parts[index]) : 0;
  }
}
