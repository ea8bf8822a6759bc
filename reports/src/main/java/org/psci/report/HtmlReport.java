// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.psci.conformance.results.Results;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;

/** The verdict as one HTML page that needs nothing but itself. */
public final class HtmlReport {
  public static final String NAME = "report.html";

  private final Results results;
  private final StringBuilder out = new StringBuilder();

  private HtmlReport(Results results) {
    this.results = results;
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
    out.append("<link rel=\"icon\" href=\"data:,\">\n<style>\n").append(style());
    out.append("</style>\n</head>\n<body>\n<main>\n");
    element("h1", results.reason());
    summary();
    deviations();
    undecided();
    rules();
    element("footer", Notice.TEXT);
    return out.append("</main>\n</body>\n</html>\n").toString();
  }

  private void summary() {
    out.append("<dl>\n");
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
    entry("Suite", results.suite() + ", rules " + results.catalogue().substring(0, 12));
    out.append("</dl>\n<ul>\n");
    RuleCounts.lines(results).forEach(line -> element("li", line.strip()));
    out.append("</ul>\n");
  }

  private void entry(String term, String text) {
    element("dt", term);
    element("dd", text);
  }

  private void deviations() {
    if (results.violations().isEmpty()) {
      return;
    }
    element("h2", "Deviations");
    for (Results.ViolationData violation : results.violations()) {
      out.append("<section class=\"deviation\">\n");
      element("h3", violation.observed());
      out.append("<pre class=\"program\">").append(escape(violation.program())).append("</pre>\n");
      out.append("<p>Permitted instead:</p>\n<ul>\n");
      violation.permitted().forEach(permitted -> element("li", permitted));
      out.append("</ul>\n<p>Rules broken:</p>\n<ul>\n");
      for (String id : violation.rules()) {
        RuleCatalogue.find(id).ifPresent(this::brokenRule);
      }
      out.append("</ul>\n<details>\n");
      element("summary", "Everything that was seen");
      out.append("<ol>\n");
      violation.history().forEach(line -> element("li", line));
      out.append("</ol>\n</details>\n");
      element("p", "It " + TextReport.rate(violation) + ". To see it again:");
      out.append("<pre>").append(escape(violation.replay())).append("</pre>\n</section>\n");
    }
  }

  private void brokenRule(Rule rule) {
    element(
        "li",
        rule.id()
            + " ("
            + rule.basisWord()
            + ", section "
            + rule.section()
            + "): "
            + rule.sentence());
  }

  private void undecided() {
    if (results.undecided().isEmpty()) {
      return;
    }
    element("h2", "Without a verdict");
    for (Results.UndecidedData program : results.undecided()) {
      element("p", program.source() + ": " + program.why());
      out.append("<pre>").append(escape(program.program())).append("</pre>\n");
    }
  }

  private void rules() {
    element("h2", "Rules");
    Map<String, StringBuilder> byArea = new LinkedHashMap<>();
    for (Results.RuleResult result : results.rules()) {
      RuleCatalogue.find(result.id())
          .ifPresent(
              rule ->
                  byArea
                      .computeIfAbsent(rule.area(), area -> new StringBuilder())
                      .append(row(rule, result)));
    }
    byArea.forEach(
        (area, rows) -> {
          element("h3", area);
          out.append("<table>\n<thead><tr><th>Rule</th><th>Section</th><th>Level</th>");
          out.append(
              "<th>Basis</th><th>Verdict</th><th>Exercised</th><th>Demand</th></tr></thead>\n");
          out.append("<tbody>\n").append(rows).append("</tbody>\n</table>\n");
        });
  }

  private static String row(Rule rule, Results.RuleResult result) {
    String verdictClass = result.verdict().word().replace(' ', '-');
    return "<tr class=\""
        + verdictClass
        + "\"><td>"
        + rule.id()
        + "</td><td>"
        + escape(rule.section())
        + "</td><td>"
        + rule.level()
        + "</td><td>"
        + result.basis()
        + "</td><td>"
        + result.verdict().word()
        + "</td><td>"
        + result.exercised()
        + "</td><td>"
        + escape(rule.sentence())
        + "</td></tr>\n";
  }

  private void element(String name, String text) {
    out.append('<').append(name).append('>').append(escape(text));
    out.append("</").append(name).append(">\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String style() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("report.css is missing beside " + HtmlReport.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
