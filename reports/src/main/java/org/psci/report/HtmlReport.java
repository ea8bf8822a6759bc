// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.psci.conformance.record.ProgramVerdict;
import org.psci.conformance.results.EventData;
import org.psci.conformance.results.Results;
import org.psci.conformance.results.RuleVerdict;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;

/** The verdict as one HTML page that needs nothing but itself. */
public final class HtmlReport {
  public static final String NAME = "report.html";

  private static final String HOW_TO_READ =
      "In the drawings each core has a lane. A box is a call with its result, dashed where it never"
          + " returned; an arrow down is a core that comes in, with its entry point and x0; a flash"
          + " is an interrupt; a dotted line that ends in a circle is something that never came. The"
          + " cross is the event that nothing explains. What clears up after the program is drawn"
          + " without colour.";

  private static final String WHAT_A_CAUSE_IS =
      "A cause is a clause of the specification that is broken: with this one left out, and nothing"
          + " else, what was seen can be explained. What else it explains are its symptoms.";

  private final Results results;
  private final int cores;
  private final StringBuilder out = new StringBuilder();

  private HtmlReport(Results results) {
    this.results = results;
    this.cores = results.profile().cores().size();
  }

  /**
   * Writes the page into a directory.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Path directory, Results results) throws IOException {
    Files.writeString(directory.resolve(NAME), new HtmlReport(results).page());
  }

  private String page() {
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    element("title", "PSCI: " + results.reason());
    out.append("<link rel=\"icon\" href=\"data:,\">\n<style>\n");
    out.append(Style.of("report.css")).append(Style.of("lanes.css"));
    out.append("</style>\n</head>\n<body>\n<main>\n");
    out.append("<h1 class=\"").append(className(results.verdict().word())).append("\">");
    out.append(Markup.escape(results.reason())).append("</h1>\n");
    summary();
    causes();
    doubts();
    undecided();
    rules();
    out.append(PointTable.html(results));
    scenarios();
    element("footer", Notice.TEXT);
    return out.append("</main>\n</body>\n</html>\n").toString();
  }

  private static String className(String words) {
    return words.replace(' ', '-');
  }

  private void summary() {
    out.append("<dl class=\"facts\">\n");
    entry("Implementation", results.profile().implementation());
    entry("PSCI version", results.psciVersion());
    entry("Cores", String.join(", ", results.profile().cores()));
    entry(
        "Done",
        results.counts().programs()
            + " programs, "
            + results.counts().calls()
            + " calls, "
            + results.counts().events()
            + " events");
    entry("Seed", Long.toString(results.seed()));
    String list = results.scenarioList() == null ? "" : ", scenarios " + results.scenarioList();
    entry("Suite", results.suite() + ", rules " + results.catalogue().substring(0, 12) + list);
    out.append("</dl>\n<ul class=\"counts\">\n");
    RuleCounts.lines(results).forEach(line -> element("li", line.strip()));
    out.append("</ul>\n");
    results.remarks().forEach(remark -> element("p", remark));
  }

  private void entry(String term, String text) {
    element("dt", term);
    element("dd", text);
  }

  // ---- causes

  private void causes() {
    if (results.causes().isEmpty()) {
      return;
    }
    element("h2", "Causes");
    element("p", WHAT_A_CAUSE_IS);
    element("p", HOW_TO_READ);
    int number = 0;
    for (Results.CauseData cause : results.causes()) {
      cause(++number, cause);
    }
  }

  private void cause(int number, Results.CauseData cause) {
    String id = "cause-" + number;
    out.append("<section class=\"cause\" aria-labelledby=\"").append(id).append("\">\n<h3 id=\"");
    out.append(id).append("\">").append(number).append(". ");
    out.append(Markup.escape(CauseText.heading(cause))).append("</h3>\n<p class=\"id\">");
    out.append(Markup.escape(cause.id())).append("</p>\n<div class=\"against\">\n<div>");
    element("h4", "Observed");
    element("p", cause.observed());
    out.append("</div>\n<div>");
    element("h4", "Permitted");
    list(cause.permitted());
    out.append("</div>\n</div>\n");
    element("h4", "Rules");
    list(CauseText.rules(cause));
    element("h4", "Program");
    pre("program", cause.program());
    element("h4", "What was seen");
    drawing(id, "Cause " + number + ": " + cause.observed(), cause.history());
    toScale(cause.history());
    symptoms(cause);
    element("h4", "To see it again");
    element("p", "It " + CauseText.rate(cause) + ".");
    out.append(OutcomeTable.html(cause.outcomes()));
    pre("replay", cause.replay());
    out.append("</section>\n");
  }

  private void symptoms(Results.CauseData cause) {
    if (cause.symptoms().isEmpty()) {
      return;
    }
    element("h4", "What else it explains");
    list(cause.symptoms());
    if (cause.moreSymptoms() > 0) {
      element("p", "And " + cause.moreSymptoms() + " more.");
    }
  }

  private void list(List<String> items) {
    out.append("<ul>\n");
    items.forEach(item -> element("li", item));
    out.append("</ul>\n");
  }

  /** The lanes, and the events by their numbers. */
  private void drawing(String id, String title, List<EventData> events) {
    out.append("<div class=\"drawing\" tabindex=\"0\" role=\"group\" aria-label=\"Drawing: ");
    out.append(Markup.escape(title)).append("\">\n");
    out.append(LaneDrawing.inline(id + "-lanes", title, cores, events));
    out.append("</div>\n<ol class=\"events\">\n");
    for (EventData event : events) {
      out.append(event.impossible() ? "<li class=\"impossible\">" : "<li>");
      out.append(Markup.escape(event.text()));
      out.append(event.impossible() ? " <strong>(not permitted)</strong>" : "");
      out.append(event.parking() ? " <span class=\"remark\">(clearing up)</span>" : "");
      out.append("</li>\n");
    }
    out.append("</ol>\n");
  }

  /** What overlapped with the event that is not permitted, and for how long. */
  private void toScale(List<EventData> events) {
    ScaleDrawing.svg("", cores, events)
        .ifPresent(
            svg -> {
              element("h4", "What overlapped, with time to scale");
              out.append("<div class=\"drawing\" tabindex=\"0\" role=\"group\"");
              out.append(" aria-label=\"Drawing: to scale\">\n").append(svg).append("</div>\n");
            });
  }

  private void doubts() {
    if (results.doubts().isEmpty()) {
      return;
    }
    element("h2", "In doubt");
    for (Results.DoubtData doubt : results.doubts()) {
      element("p", doubt.observed() + " (" + doubt.source() + "): " + doubt.why() + ".");
      element("p", doubt.id() + ": " + doubt.sentence());
      list(doubt.rules().stream().map(CauseText::inFull).toList());
      pre("program", doubt.program());
    }
  }

  private void undecided() {
    if (results.undecided().isEmpty()) {
      return;
    }
    element("h2", "Without a verdict");
    for (Results.UndecidedData program : results.undecided()) {
      element("p", program.source() + ": " + program.why());
      pre("program", program.program());
    }
  }

  // ---- rules

  private void rules() {
    element("h2", "Rules");
    Sections.of(results).forEach(this::section);
  }

  private void section(String section, List<Results.RuleResult> rules) {
    boolean open =
        rules.stream()
            .anyMatch(
                rule ->
                    rule.verdict() == RuleVerdict.VIOLATED
                        || rule.verdict() == RuleVerdict.IN_DOUBT);
    String areas =
        rules.stream()
            .map(rule -> RuleCatalogue.rule(rule.id()).area())
            .distinct()
            .collect(Collectors.joining(", "));
    String heading = Sections.words(section) + ": " + areas;
    out.append("<details class=\"section\"").append(open ? " open=\"\"" : "").append("><summary>");
    out.append("<h3>").append(Markup.escape(heading)).append("</h3> ");
    out.append(Markup.escape(RuleCounts.inShort(rules))).append("</summary>\n");
    out.append("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"");
    out.append(Markup.escape(heading)).append("\">\n<table>\n<thead><tr>");
    for (String head : List.of("Rule", "Section", "Level", "Basis", "Verdict", "Exercised")) {
      out.append("<th scope=\"col\">").append(head).append("</th>");
    }
    out.append("<th scope=\"col\">Demand</th></tr></thead>\n<tbody>\n");
    for (Results.RuleResult result : rules) {
      row(RuleCatalogue.rule(result.id()), result);
    }
    out.append("</tbody>\n</table>\n</div>\n</details>\n");
  }

  private void row(Rule rule, Results.RuleResult result) {
    String verdict = result.verdict().word();
    out.append("<tr class=\"").append(className(verdict)).append("\">");
    for (String cell :
        List.of(
            rule.id(),
            rule.section(),
            rule.level().name(),
            result.basis(),
            verdict,
            Long.toString(result.exercised()),
            rule.sentence())) {
      out.append("<td>").append(Markup.escape(cell)).append("</td>");
    }
    out.append("</tr>\n");
  }

  // ---- scenarios

  private void scenarios() {
    if (results.scenarios().isEmpty()) {
      return;
    }
    element("h2", "Scenarios");
    int number = 0;
    for (Results.ScenarioData scenario : results.scenarios()) {
      scenario(++number, scenario);
    }
    Results.RandomData random = results.random();
    element(
        "p",
        random.programs()
            + " random programs, of which "
            + random.violated()
            + " showed a deviation and "
            + random.undecided()
            + " have no verdict.");
  }

  private void scenario(int number, Results.ScenarioData scenario) {
    String verdict = scenario.verdict().word();
    out.append("<details class=\"scenario ").append(verdict).append("\"><summary><h3>");
    out.append(Markup.escape(scenario.name())).append("</h3> ").append(verdict);
    String why = scenario.why();
    out.append(why == null ? "" : Markup.escape(": " + why)).append("</summary>\n");
    if (!scenario.rules().isEmpty()) {
      element("p", "There for " + String.join(", ", scenario.rules()));
    }
    pre("program", scenario.program());
    scenario.deviations().forEach(this::seen);
    out.append(OutcomeTable.html(scenario.outcomes()));
    if (scenario.verdict() != ProgramVerdict.SKIPPED) {
      drawing("scenario-" + number, "Scenario " + scenario.name(), scenario.history());
    }
    out.append("</details>\n");
  }

  private void seen(Results.SeenData seen) {
    out.append("<p>").append(Markup.escape("Observed: " + seen.observed() + "; put down to "));
    String separator = "";
    for (String id : seen.causes()) {
      int number = results.causes().stream().map(Results.CauseData::id).toList().indexOf(id) + 1;
      out.append(separator).append(number == 0 ? "" : "<a href=\"#cause-" + number + "\">");
      out.append(Markup.escape(id)).append(number == 0 ? "" : "</a>");
      separator = ", ";
    }
    out.append("</p>\n");
  }

  private void pre(String name, String text) {
    out.append("<pre class=\"").append(name).append("\">");
    out.append(Markup.escape(text)).append("</pre>\n");
  }

  private void element(String name, String text) {
    out.append('<').append(name).append('>').append(Markup.escape(text));
    out.append("</").append(name).append(">\n");
  }
}
