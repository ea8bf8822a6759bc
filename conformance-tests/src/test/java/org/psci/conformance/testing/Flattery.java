// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.psci.conformance.record.Deviation;
import org.psci.conformance.record.Entry;
import org.psci.conformance.record.Look;
import org.psci.conformance.record.ProgramRun;
import org.psci.conformance.record.ProgramVerdict;
import org.psci.conformance.record.RecordFile;
import org.psci.conformance.results.Results;
import org.psci.conformance.results.RuleVerdict;
import org.psci.conformance.results.Verdict;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Results that are better than what the records of the run have seen. */
public final class Flattery {
  private static final Set<RuleVerdict> GOOD =
      EnumSet.of(RuleVerdict.HOLDS, RuleVerdict.PERMITTED_VARIATION, RuleVerdict.NOT_EXERCISED);
  private static final Set<RuleVerdict> BAD =
      EnumSet.of(RuleVerdict.VIOLATED, RuleVerdict.IN_DOUBT);

  private Flattery() {}

  /**
   * Fails if a rule that any recorded deviation can be put down to, or under which something stands
   * that is broken, is said to be kept, or not to have been exercised, by the results or by the
   * test report beside the records, if there is one; or if what deviates leads to no cause.
   */
  public static void isNotIn(Path directory, Results results) throws IOException {
    Set<String> named = named(RecordFile.read(directory).entries());
    for (Results.CauseData cause : results.causes()) {
      named.addAll(cause.rules());
      named.addAll(applicable(results, cause.alsoUnder()));
    }
    results.doubts().forEach(doubt -> named.addAll(doubt.rules()));
    assertThat(results.rules())
        .as("rules that nothing recorded can be put down to, of %s", named)
        .filteredOn(rule -> GOOD.contains(rule.verdict()))
        .extracting(Results.RuleResult::id)
        .doesNotContainAnyElementsOf(named.isEmpty() ? List.of("none") : named);
    List<String> bad =
        results.rules().stream()
            .filter(rule -> BAD.contains(rule.verdict()))
            .map(Results.RuleResult::id)
            .toList();
    if (!bad.isEmpty()) {
      assertThat(results.verdict()).as("verdict over %s", bad).isNotEqualTo(Verdict.CONFORMS);
    }
    assertThat(violated(results)).as("rules of no cause").isSubsetOf(firstRules(results));
    assertThat(causesOfScenarios(results)).as("causes of nothing").isSubsetOf(known(results));
    if (Files.exists(directory.resolve("junit.xml"))) {
      assertThat(cases(directory.resolve("junit.xml"), "failure", "error"))
          .as("tests that pass")
          .doesNotContainAnyElementsOf(bad.isEmpty() ? List.of("none") : bad)
          .doesNotContainAnyElementsOf(ids(results).isEmpty() ? List.of("none") : ids(results));
      List<String> deviating = deviating(results);
      assertThat(cases(directory.resolve("junit.xml"), "failure", "error", "skipped"))
          .as("tests that are green")
          .doesNotContainAnyElementsOf(deviating.isEmpty() ? List.of("none") : deviating);
    }
  }

  /** A rule of another version, or one that nobody can see, is in no doubt. */
  private static List<String> applicable(Results results, List<String> rules) {
    return results.rules().stream()
        .filter(rule -> rules.contains(rule.id()))
        .filter(rule -> rule.verdict() != RuleVerdict.NOT_APPLICABLE)
        .map(Results.RuleResult::id)
        .toList();
  }

  private static List<String> violated(Results results) {
    return results.rules().stream()
        .filter(rule -> rule.verdict() == RuleVerdict.VIOLATED)
        .map(Results.RuleResult::id)
        .toList();
  }

  private static List<String> firstRules(Results results) {
    return results.causes().stream().map(cause -> cause.rules().get(0)).toList();
  }

  private static List<String> ids(Results results) {
    return results.causes().stream().map(Results.CauseData::id).toList();
  }

  private static List<String> known(Results results) {
    List<String> known = new ArrayList<>(ids(results));
    results.doubts().forEach(doubt -> known.add(doubt.id()));
    return known;
  }

  private static List<String> causesOfScenarios(Results results) {
    return results.scenarios().stream()
        .flatMap(scenario -> scenario.deviations().stream())
        .flatMap(seen -> seen.causes().stream())
        .toList();
  }

  private static List<String> deviating(Results results) {
    return results.scenarios().stream()
        .filter(scenario -> scenario.verdict() == ProgramVerdict.VIOLATED)
        .map(Results.ScenarioData::name)
        .toList();
  }

  private static Set<String> named(List<Entry> entries) {
    Set<String> named = new HashSet<>();
    for (Entry entry : entries) {
      if (entry instanceof ProgramRun run) {
        run.deviations().stream()
            .filter(deviation -> !deviation.silence() || run.patient()) // else it may be impatience
            .map(Deviation::rules)
            .forEach(named::addAll);
      } else if (entry instanceof Look look && look.deviation() != null) {
        named.addAll(look.deviation().rules());
      }
    }
    return named;
  }

  /** The tests of a report, by what stands before a colon in their names, without these marks. */
  private static List<String> cases(Path report, String... marks) throws IOException {
    NodeList cases = read(report).getElementsByTagName("testcase");
    List<String> without = new ArrayList<>();
    for (int number = 0; number < cases.getLength(); number++) {
      Element each = (Element) cases.item(number);
      boolean isMarked =
          Arrays.stream(marks).anyMatch(mark -> each.getElementsByTagName(mark).getLength() > 0);
      if (!isMarked) {
        without.add(each.getAttribute("name").split(":", 2)[0]);
      }
    }
    return without;
  }

  private static Document read(Path report) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(e);
    }
  }
}
