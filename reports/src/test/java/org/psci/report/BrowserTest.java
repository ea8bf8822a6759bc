// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.psci.conformance.recording.EventKind;
import org.psci.conformance.results.EventData;
import org.psci.conformance.results.Results;
import org.psci.conformance.results.Verdict;
import org.psci.reference.Bug;

/** Proves that a browser shows the page as it is meant: complete, quiet, readable, offline. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {
  private static final String OPEN_EVERYTHING =
      "document.querySelectorAll('details').forEach(d => { d.open = true; })";

  /** All rules, and a few scenarios: the others look the same, and looking takes long. */
  private static final String OPEN_SOMETHING_OF_EVERYTHING =
      "[...document.querySelectorAll('details.section'),"
          + " ...[...document.querySelectorAll('details.scenario')].slice(0, 3)]"
          + ".forEach(d => { d.open = true; })";

  /** Pairs of texts of one drawing that cover each other, by more than the rounding of a font. */
  private static final String COVERED_TEXTS =
      "[...document.querySelectorAll('svg')].flatMap(svg => {"
          + " const texts = [...svg.querySelectorAll('text')]"
          + "   .map(t => ({words: t.textContent, box: t.getBoundingClientRect()}));"
          + " return texts.flatMap((a, i) => texts.slice(i + 1).filter(b =>"
          + "   a.box.left < b.box.right - 1 && b.box.left < a.box.right - 1"
          + "   && a.box.top < b.box.bottom - 3 && b.box.top < a.box.bottom - 3)"
          + "   .map(b => a.words + ' / ' + b.words)); })";

  /** Texts that stand outside of their drawing. */
  private static final String LOST_TEXTS =
      "[...document.querySelectorAll('svg')].flatMap(svg => {"
          + " const edge = svg.getBoundingClientRect();"
          + " return [...svg.querySelectorAll('text')].filter(t => {"
          + "   const box = t.getBoundingClientRect();"
          + "   return box.left < edge.left || box.right > edge.right || box.bottom > edge.bottom;"
          + " }).map(t => t.textContent); })";

  private Path directory;
  private Browser browser;
  private Results results;

  @BeforeAll
  void start(@TempDir Path shared) throws Exception {
    directory = shared;
    browser = Browser.start(Files.createDirectory(directory.resolve("profile")));
    results = ReferenceRuns.buggy(directory, Bug.CPUON_TORN_PC_CTX, Bug.CLUSTER_LAST_OFF_NEVER_ON);
    HtmlReport.write(directory, results);
  }

  @AfterAll
  void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  private Path page() {
    return directory.resolve(HtmlReport.NAME);
  }

  @Test
  void pageIsQuietAndNeedsNothingButItself() {
    browser.open(page());
    browser.evaluate(OPEN_EVERYTHING);
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests())
        .contains(page().toUri().toString())
        .allMatch(url -> url.equals(page().toUri().toString()) || url.startsWith("data:"));
  }

  @Test
  void everyCauseHasALaneForEveryCoreAndOneMarkedEvent() {
    browser.open(page());
    JsonNode causes =
        browser.evaluate(
            "[...document.querySelectorAll('section.cause')].map(s => ({"
                + "lanes: [...s.querySelectorAll('svg:not(.scale) .lane')].map(l => l.dataset.core),"
                + "marked: s.querySelectorAll('svg:not(.scale) .event.impossible').length,"
                + "signs: [...s.querySelectorAll('svg .refused text')].map(t => t.textContent),"
                + "height: s.querySelector('svg').getBoundingClientRect().height}))");
    assertThat(causes).hasSize(results.causes().size()).isNotEmpty();
    List<String> cores =
        IntStream.range(0, results.profile().cores().size()).mapToObj(Integer::toString).toList();
    for (JsonNode cause : causes) {
      assertThat(cause.get("lanes")).extracting(JsonNode::asText).isEqualTo(cores);
      assertThat(cause.get("marked").asInt()).isEqualTo(1);
      assertThat(cause.get("signs")).hasSize(1);
      assertThat(cause.at("/signs/0").asText()).startsWith("not permitted: ");
      assertThat(cause.get("height").asDouble()).isGreaterThan(100);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void nobodyIsShutOut(String scheme) {
    browser.scheme(scheme);
    browser.open(page());
    browser.evaluate(OPEN_SOMETHING_OF_EVERYTHING);
    assertThat(browser.barriers()).isEmpty();
  }

  @Test
  void textsOfRealDrawingsDoNotCoverEachOther() {
    browser.open(page());
    browser.evaluate(OPEN_EVERYTHING);
    assertThat(browser.evaluate(COVERED_TEXTS)).isEmpty();
    assertThat(browser.evaluate(LOST_TEXTS)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 8})
  void textsOfCrowdedDrawingsDoNotCoverEachOther(int cores) throws Exception {
    List<Results.CauseData> causes = new ArrayList<>();
    for (int events : List.of(1, 5, 12, 40)) {
      causes.add(cause(cores, events));
    }
    HtmlReport.write(
        directory,
        HandMade.results(
            "crowd " + cores, Verdict.VIOLATIONS, "crowd", causes, List.of(), List.of()));
    Path crowd = Files.move(page(), directory.resolve("crowd-" + cores + ".html"));
    HtmlReport.write(directory, results);
    browser.open(crowd);
    assertThat(browser.evaluate(COVERED_TEXTS)).isEmpty();
    assertThat(browser.evaluate(LOST_TEXTS)).isEmpty();
  }

  private static Results.CauseData cause(int cores, int count) {
    Random random = new Random(100L * cores + count);
    List<EventData> events = new ArrayList<>();
    long time = 0;
    for (int number = 0; number < count; number++) {
      int core = random.nextInt(cores);
      time += random.nextInt(3) * (random.nextInt(8) == 0 ? 10_000L : 1L);
      long end = time + random.nextInt(20);
      EventData event =
          switch (random.nextInt(6)) {
            case 0 -> HandMade.event(EventKind.ENTRY, core, time, time, "B, 0xb", "an entry");
            case 1 -> HandMade.event(EventKind.WAKE_UP, core, time, end, "wake-up", "a wake-up");
            case 2 -> HandMade.event(EventKind.CALL, core, time, null, "CPU_OFF", "a call");
            case 3 -> HandMade.event(EventKind.SILENCE, core, time, null, "no entry", "nothing");
            default ->
                HandMade.event(
                    EventKind.CALL, core, time, end, "AFFINITY_INFO → ON_PENDING", "a call");
          };
      events.add(number == count - 1 ? HandMade.impossible(event) : event);
    }
    return HandMade.cause(List.of("CPU_ON-13"), null, 1, 1, events);
  }

  @Test
  void badPageIsNoticed() throws Exception {
    Path bad =
        Files.writeString(
            directory.resolve("bad.html"),
            """
            <!DOCTYPE html><html><head><title>bad</title></head><body>
            <img src="http://127.0.0.1:9/picture.png">
            <p style="color: #ddd; background: #fff">hardly to be read</p>
            <svg width="20" height="20"><text x="0" y="10">one</text><text x="3" y="10">two</text></svg>
            <script>console.error("something is wrong")</script></body></html>
            """);
    browser.scheme("light");
    browser.open(bad);
    assertThat(browser.complaints()).anyMatch(line -> line.contains("something is wrong"));
    assertThat(browser.requests()).contains("http://127.0.0.1:9/picture.png");
    assertThat(browser.barriers())
        .anyMatch(line -> line.startsWith("color-contrast: "))
        .anyMatch(line -> line.startsWith("image-alt: "));
    assertThat(browser.evaluate(COVERED_TEXTS)).hasSize(1);
    assertThat(browser.evaluate(LOST_TEXTS)).isNotEmpty();
  }
}
