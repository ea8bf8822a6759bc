// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
   * Fails if a rule that any recorded deviation names is said to be kept, or not to have been
   * exercised, by the results or by the test report beside the records, if there is one.
   */
  public static void isNotIn(Path directory, Results results) throws IOException {
    Set<String> named = named(RecordFile.read(directory).entries());
    assertThat(results.rules())
        .as("rules that no recorded deviation names, of %s", named)
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
    if (Files.exists(directory.resolve("junit.xml"))) {
      assertThat(passed(directory.resolve("junit.xml")))
          .as("tests that pass")
          .doesNotContainAnyElementsOf(bad.isEmpty() ? List.of("none") : bad);
    }
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

  /** The rules of which a test report says neither failure nor error. */
  private static List<String> passed(Path report) throws IOException {
    NodeList cases = read(report).getElementsByTagName("testcase");
    List<String> passed = new ArrayList<>();
    for (int number = 0; number < cases.getLength(); number++) {
      Element each = (Element) cases.item(number);
      boolean isBad =
          each.getElementsByTagName("failure").getLength() > 0
              || each.getElementsByTagName("error").getLength() > 0;
      if (!isBad) {
        passed.add(each.getAttribute("name").split(":", 2)[0]);
      }
    }
    return passed;
  }

  private static Document read(Path report) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(e);
    }
  }
}
