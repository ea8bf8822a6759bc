// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.psci.conformance.results.Results;
import org.psci.conformance.results.ResultsFile;
import org.psci.conformance.results.Verdict;
import org.psci.report.HtmlReport;
import org.psci.report.TextReport;
import picocli.CommandLine.Option;

/** How much of a verdict goes to the terminal, and in which form. */
final class VerdictForm {
  private static final String RED = "\u001b[1;31m";
  private static final String GREEN = "\u001b[1;32m";
  private static final String YELLOW = "\u001b[1;33m";
  private static final String PLAIN = "\u001b[0m";

  @Option(names = "--quiet", description = "Say the verdict in a line, and nothing else.")
  boolean quiet;

  @Option(names = "--json", description = "Print results.json, and nothing else.")
  boolean json;

  /** Whether nothing but the verdict is wanted. */
  boolean isSilent() {
    return quiet || json;
  }

  /**
   * The verdict as it is printed.
   *
   * @param directory where the results lie
   */
  List<String> lines(Results results, Path directory) {
    if (json) {
      return List.of(ResultsFile.text(results));
    }
    List<String> lines = new ArrayList<>(TextReport.lines(results));
    if (Terminal.hasColour()) {
      lines.set(0, colour(results.verdict()) + lines.get(0) + PLAIN);
    }
    if (quiet) {
      return lines.subList(0, 1);
    }
    lines.add("report: " + directory.resolve(HtmlReport.NAME));
    return lines;
  }

  private static String colour(Verdict verdict) {
    return switch (verdict) {
      case CONFORMS -> GREEN;
      case VIOLATIONS -> RED;
      case NO_VERDICT, RUNNING -> YELLOW;
    };
  }
}
