// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.psci.conformance.record.ProgramVerdict;
import org.psci.conformance.record.RaceOutcome;
import org.psci.conformance.recording.EventKind;
import org.psci.conformance.results.Results;
import org.psci.conformance.results.Verdict;
import org.psci.spec.rule.RuleCatalogue;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * Proves that the page is well-formed, complete, needs no network and lets no text become markup.
 */
class HtmlReportTest {
  private static final String MARKUP = "<i a=\"1\">&amp;</i>";
  private static final String ESCAPED = "&lt;i a=&quot;1&quot;&gt;&amp;amp;&lt;/i&gt;";

  @TempDir Path directory;

  private String page(Results results) throws IOException {
    HtmlReport.write(directory, results);
    return Files.readString(directory.resolve("report.html"));
  }

  /** The page as XML: HTML has elements without an end, and a document type of its own. */
  private static Document parsed(String page) throws Exception {
    assertThat(page).startsWith("<!DOCTYPE html>\n");
    String xml =
        page.substring("<!DOCTYPE html>".length()).replaceAll("<((meta|link) [^>]*)>", "<$1/>");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static List<String> texts(Document document, String element) {
    NodeList nodes = document.getElementsByTagName(element);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(index -> nodes.item(index).getTextContent())
        .toList();
  }

  @Test
  void saysWhatTheResultsSay() throws Exception {
    Document document = parsed(page(HandMade.deviating()));
    assertThat(texts(document, "title")).startsWith("PSCI: machine deviates from PSCI in 1 ways");
    assertThat(texts(document, "h1")).containsExactly("machine deviates from PSCI in 1 ways");
    assertThat(texts(document, "h2"))
        .containsExactly("Causes", "Rules", "Readings of open points", "Scenarios");
    assertThat(texts(document, "dd"))
        .containsExactly(
            "some machine",
            "1.1",
            "0x0, 0x1",
            "20 programs, 300 calls, 400 events",
            "7",
            "1.2.3, rules 0123456789ab, scenarios 2");
    assertThat(texts(document, "pre"))
        .startsWith(
            "topology 1x2\ncore 0: CPU_ON core=1 entry=A context=0xa\n",
            "./psci replay out/findings/1.psci");
    assertThat(texts(document, "caption")).containsOnly("How 50 runs came out");
    assertThat(texts(document, "td"))
        .containsSubsequence(
            "47",
            "core 0: CPU_ON → SUCCESS; core 1: CPU_ON → ON_PENDING",
            "explained",
            "3",
            "core 0: CPU_ON → SUCCESS; core 1: CPU_ON → SUCCESS",
            "violated");
    assertThat(texts(document, "li"))
        .contains(
            "2 holds (1 stated, 1 derived)",
            "core 1 enters at 0x40001000 with x0 = 0xa [CPU_ON-02, CPU_ON-13]",
            "breaks CPU_ON-13 (stated, section 5.1.4): "
                + RuleCatalogue.rule("CPU_ON-13").sentence(),
            "also under INIT-10 (stated, section 6.4.3.7, 5.1.4): "
                + RuleCatalogue.rule("INIT-10").sentence(),
            "core 1 did not come in");
    assertThat(texts(document, "h3"))
        .startsWith("1. not kept: a started core finds the context id of its CPU_ON in X0 or R0");
    assertThat(texts(document, "p"))
        .contains(HandMade.CAUSE, "And 3 more.", "It shows every time.");
    assertThat(texts(document, "td"))
        .containsSubsequence("CPU_ON-05", section("CPU_ON-05"), "MUST", "stated", "holds", "12")
        .containsSubsequence(
            "CPU_ON-20", section("CPU_ON-20"), "MUST", "derived", "not exercised", "0");
    assertThat(texts(document, "footer")).containsExactly(Notice.TEXT);
  }

  @Test
  void everyCauseHasADrawingWithALaneForEachCoreAndOneMarkedEvent() throws Exception {
    Element cause =
        (Element) parsed(page(HandMade.deviating())).getElementsByTagName("section").item(0);
    Element drawing = (Element) cause.getElementsByTagName("svg").item(0);
    assertThat(drawing.getAttribute("role")).isEqualTo("img");
    assertThat(withAttribute(drawing, "data-core")).containsExactly("0", "1");
    assertThat(withAttribute(drawing, "data-event")).containsExactly("1", "2");
    assertThat(drawing.getElementsByTagName("desc").item(0).getTextContent())
        .contains("Event 2 is not permitted: core 1 entered at 0x40001000 with x0 = 0x0.");
    assertThat(drawing.getTextContent()).contains("not permitted: 2", "1 CPU_ON", "2 A, 0x0");
    assertThat(cause.getElementsByTagName("ol").item(0).getTextContent())
        .contains("core 1 entered at 0x40001000 with x0 = 0x0 (not permitted)");
  }

  private static List<String> withAttribute(Element element, String name) {
    NodeList nodes = element.getElementsByTagName("g");
    return IntStream.range(0, nodes.getLength())
        .mapToObj(index -> ((Element) nodes.item(index)).getAttribute(name))
        .filter(value -> !value.isEmpty())
        .toList();
  }

  @Test
  void rulesStandBySection() throws Exception {
    assertThat(texts(parsed(page(HandMade.conforming())), "h3"))
        .startsWith(
            "Section 4.2: CPU_ON",
            "Section 5.1: CPU_ON",
            "Section 5.6: CPU_ON",
            "No single section: CPU_ON");
  }

  @Test
  void scenariosSayWhatCameOfThem() throws Exception {
    assertThat(texts(parsed(page(HandMade.conforming())), "summary"))
        .contains("cpu-on explained", "race-watched skipped: too few cores");
  }

  @Test
  void scenariosThatDeviateLeadToTheCauses() throws Exception {
    Results results =
        HandMade.results(
            "some machine",
            Verdict.VIOLATIONS,
            "machine deviates",
            List.of(),
            List.of(HandMade.cause(1, 1)),
            List.of(),
            List.of(HandMade.violated("cpu-on", HandMade.CAUSE, "VER-01/else")),
            new Results.RandomData(0, 0, 0),
            List.of(),
            List.of());
    Document document = parsed(page(results));
    assertThat(texts(document, "p"))
        .contains(
            "Observed: core 1 did not come in; put down to CPU_ON-13/start/context-id,"
                + " VER-01/else");
    Element link = (Element) document.getElementsByTagName("a").item(0);
    assertThat(link.getTextContent()).isEqualTo(HandMade.CAUSE);
    assertThat(link.getAttribute("href")).isEqualTo("#cause-1");
    assertThat(texts(document, "a")).hasSize(1);
  }

  private static String section(String id) {
    return RuleCatalogue.rule(id).section();
  }

  @Test
  void saysNothingOfDeviationsWhereThereAreNone() throws Exception {
    assertThat(texts(parsed(page(HandMade.conforming())), "h2"))
        .containsExactly("Rules", "Readings of open points", "Scenarios");
    assertThat(texts(parsed(page(HandMade.undecided(1))), "h2"))
        .containsExactly("Without a verdict", "Rules", "Readings of open points", "Scenarios");
  }

  @Test
  void needsNoNetwork() throws IOException {
    assertThat(page(HandMade.deviating())).doesNotContain("http:", "https:", "<script", "@import");
  }

  @Test
  void textNeverBecomesMarkup() throws Exception {
    Results.CauseData cause =
        new Results.CauseData(
            MARKUP,
            List.of(MARKUP, "CPU_ON-13"),
            List.of(MARKUP),
            MARKUP,
            MARKUP,
            MARKUP,
            MARKUP,
            List.of(MARKUP),
            MARKUP,
            List.of(MARKUP),
            0,
            List.of(HandMade.event(EventKind.CALL, 0, 0, null, MARKUP, MARKUP)),
            1,
            1,
            1,
            null,
            MARKUP,
            MARKUP,
            List.of(new RaceOutcome(List.of(MARKUP), ProgramVerdict.VIOLATED, 1)));
    Results results =
        HandMade.results(
            MARKUP,
            Verdict.VIOLATIONS,
            MARKUP,
            List.of(),
            List.of(cause),
            List.of(
                new Results.DoubtData(
                    MARKUP, List.of(MARKUP), MARKUP, MARKUP, List.of(), MARKUP, MARKUP, 1, MARKUP)),
            List.of(HandMade.violated(MARKUP, MARKUP, "else " + MARKUP)),
            new Results.RandomData(1, 1, 0),
            List.of(new Results.UndecidedData(MARKUP, MARKUP, MARKUP)),
            List.of(MARKUP));
    String page = page(results);
    assertThat(parsed(page).getElementsByTagName("i").getLength()).isZero();
    assertThat(page).doesNotContain(MARKUP).contains(ESCAPED);
  }
}
