// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.psci.conformance.results.Results;
import org.psci.conformance.results.RuleVerdict;
import org.psci.conformance.results.Verdict;
import org.psci.reference.Bug;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Proves that servers can read the test report: it is valid against the schema of Surefire, and
 * what is broken or has no verdict is never green.
 */
class JunitReportTest {
  @TempDir Path out;

  private String written(Results results) throws Exception {
    JunitReport.write(out, results);
    return Files.readString(out.resolve(JunitReport.NAME));
  }

  private static void validate(String xml) throws Exception {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(
            Objects.requireNonNull(
                JunitReportTest.class.getResource("surefire-test-report.xsd"), "the schema"))
        .newValidator()
        .validate(new StreamSource(new StringReader(xml)));
  }

  private static Document parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static Element testCase(Document document, String beginsWith) {
    return cases(document).stream()
        .filter(each -> each.getAttribute("name").startsWith(beginsWith))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no case " + beginsWith));
  }

  private static List<Element> cases(Document document) {
    NodeList nodes = document.getElementsByTagName("testcase");
    List<Element> cases = new ArrayList<>();
    for (int index = 0; index < nodes.getLength(); index++) {
      cases.add((Element) nodes.item(index));
    }
    return cases;
  }

  private static List<String> withChild(Document document, String child) {
    return cases(document).stream()
        .filter(each -> each.getElementsByTagName(child).getLength() > 0)
        .map(each -> each.getAttribute("name"))
        .toList();
  }

  private static void countsAreRight(Document document) {
    Element suite = document.getDocumentElement();
    assertThat(suite.getAttribute("tests")).isEqualTo("" + cases(document).size());
    assertThat(suite.getAttribute("failures"))
        .isEqualTo("" + withChild(document, "failure").size());
    assertThat(suite.getAttribute("errors")).isEqualTo("" + withChild(document, "error").size());
    assertThat(suite.getAttribute("skipped")).isEqualTo("" + withChild(document, "skipped").size());
  }

  @Test
  void runWithBugsIsValidAndFails() throws Exception {
    Results results = ReferenceRuns.buggy(out, Bug.CPUON_CONTEXT_DROPPED);
    String xml = written(results);
    validate(xml);
    Document document = parsed(xml);
    countsAreRight(document);
    assertThat(results.causes()).extracting(Results.CauseData::id).containsExactly(HandMade.CAUSE);
    assertThat(withChild(document, "failure"))
        .extracting(name -> name.split(":", 2)[0])
        .containsExactly(HandMade.CAUSE, "CPU_ON-13", "verdict");
    assertThat(withChild(document, "skipped"))
        .contains("cpu-on-context", "random programs")
        .doesNotContain("unknown-ids");

    Element cause = testCase(document, HandMade.CAUSE);
    assertThat(cause.getAttribute("classname")).isEqualTo("psci.causes");
    Element failure = (Element) cause.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message"))
        .matches(
            "not kept: a started core finds the context id of its CPU_ON in X0 or R0; observed:"
                + " core 1 entered at 0x\\w+ with x0 = 0x0");
    assertThat(failure.getTextContent())
        .contains("    topology 1x2\n", "  observed:  core 1 entered at ", "  permitted: core 1 ")
        .contains("  replay:    ./psci replay " + out);

    Element broken = testCase(document, "CPU_ON-13: ");
    assertThat(broken.getAttribute("classname")).isEqualTo("psci.rules.section 5-1 CPU_ON");
    assertThat(message(broken, "failure")).isEqualTo("broken: " + HandMade.CAUSE);
    assertThat(message(testCase(document, "INIT-10: "), "error"))
        .isEqualTo("a broken clause also stands under it: " + HandMade.CAUSE);
    assertThat(message(testCase(document, "cpu-on-context"), "skipped"))
        .isEqualTo("explained by " + HandMade.CAUSE);
  }

  private static String message(Element testCase, String child) {
    return ((Element) testCase.getElementsByTagName(child).item(0)).getAttribute("message");
  }

  @Test
  void whatIsSeenOfACauseIsNoSecondFailureAndWhatIsInDoubtIsAnError() throws Exception {
    Results results =
        HandMade.results(
            "some machine",
            Verdict.VIOLATIONS,
            "machine deviates",
            List.of(
                HandMade.rule("CPU_ON-13", "stated", RuleVerdict.VIOLATED, 9),
                HandMade.rule("CPU_ON-02", "stated", RuleVerdict.IN_DOUBT, 9),
                HandMade.rule("VER-01", "stated", RuleVerdict.IN_DOUBT, 9),
                HandMade.rule("VER-02", "stated", RuleVerdict.IN_DOUBT, 9)),
            List.of(
                HandMade.cause(List.of("CPU_ON-13", "CPU_ON-02"), null, 1, 1, HandMade.HISTORY)),
            List.of(
                new Results.DoubtData(
                    "VER-01/odd",
                    List.of("VER-01"),
                    "the version is right",
                    "it was wrong",
                    List.of("1.1"),
                    "random 7",
                    "topology 1x1\n",
                    1,
                    "it was seen only once")),
            List.of(
                HandMade.violated("one", HandMade.CAUSE),
                HandMade.violated("two", HandMade.CAUSE, "VER-01/odd")),
            new Results.RandomData(7, 2, 0),
            List.of(),
            List.of());
    String xml = written(results);
    validate(xml);
    Document document = parsed(xml);
    countsAreRight(document);
    assertThat(withChild(document, "failure"))
        .extracting(name -> name.split(":", 2)[0])
        .containsExactly(HandMade.CAUSE, "CPU_ON-13", "verdict");
    assertThat(message(testCase(document, "CPU_ON-02: "), "error"))
        .isEqualTo("this or another rule is broken: " + HandMade.CAUSE);
    assertThat(message(testCase(document, "VER-01: "), "error"))
        .isEqualTo("it may be broken: it was seen only once");
    assertThat(message(testCase(document, "VER-02: "), "error"))
        .startsWith("it may be broken: something that was seen is put down to another rule");
    assertThat(message(testCase(document, "one"), "skipped"))
        .isEqualTo("explained by " + HandMade.CAUSE);
    assertThat(testCase(document, "one").getTextContent())
        .isEqualTo(
            """

                topology 1x2
              observed:  core 1 did not come in
              permitted: core 1 comes in
              put down to CPU_ON-13/start/context-id
            """);
    assertThat(message(testCase(document, "two"), "error"))
        .isEqualTo("may be a deviation, from VER-01/odd");
    assertThat(message(testCase(document, "random programs"), "skipped"))
        .isEqualTo(
            "7 programs, 2 with a deviation, 0 without a verdict; the causes have tests of their"
                + " own");
  }

  @Test
  void runWithoutBugsIsValidAndPasses() throws Exception {
    String xml = written(ReferenceRuns.conforming(out));
    validate(xml);
    Document document = parsed(xml);
    countsAreRight(document);
    assertThat(withChild(document, "failure")).isEmpty();
    assertThat(withChild(document, "error")).isEmpty();
    assertThat(testCase(document, "VER-02").getElementsByTagName("*").getLength()).isZero();
    assertThat(withChild(document, "skipped")).anyMatch(name -> name.startsWith("COORD-07: "));
  }

  @Test
  void runWithoutVerdictIsValidAndNotGreen() throws Exception {
    String xml = written(ReferenceRuns.withoutVerdict(out));
    validate(xml);
    Document document = parsed(xml);
    assertThat(withChild(document, "error")).containsExactly("verdict");
    assertThat(withChild(document, "skipped")).contains("random programs");

    String undecided = written(HandMade.undecided(2));
    validate(undecided);
    countsAreRight(parsed(undecided));
    assertThat(withChild(parsed(undecided), "error"))
        .containsExactly("cpu-off", "random programs", "verdict");
  }

  @Test
  void textNeverBecomesMarkupNorMakesTheFileUnreadable() throws Exception {
    String hostile = "</testsuite> & \u0000\u001b[31m \ud800 ]]> \"";
    Results results =
        HandMade.results(hostile, Verdict.NO_VERDICT, hostile, List.of(), List.of(), List.of());
    String xml = written(results);
    validate(xml);
    assertThat(parsed(xml).getDocumentElement().getAttribute("name"))
        .isEqualTo("PSCI conformance of </testsuite> & \ufffd\ufffd[31m \ufffd ]]> \"");
  }

  @Test
  void schemaRefusesWhatIsWrong() throws Exception {
    String right = written(HandMade.deviating());
    validate(right);
    for (String wrong :
        List.of(
            right.replace("<failure ", "<broken ").replace("</failure>", "</broken>"),
            right.replaceFirst(" tests=\"\\d+\"", ""),
            right.replaceFirst("<testcase name=\"[^\"]*\"", "<testcase"),
            right.replaceFirst(" time=\"0\"", " time=\"soon\""))) {
      assertThat(wrong).isNotEqualTo(right);
      assertThatThrownBy(() -> validate(wrong)).isInstanceOf(SAXException.class);
    }
  }
}
