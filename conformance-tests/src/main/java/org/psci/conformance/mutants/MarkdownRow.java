// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.mutants;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A row of a table on a page. */
final class MarkdownRow {
  private MarkdownRow() {}

  static String of(String... cells) {
    return of(Arrays.asList(cells));
  }

  static String of(List<String> cells) {
    return cells.stream()
        .map(MarkdownRow::escaped)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  static String code(String text) {
    return "`" + text + "`";
  }

  /** The text without what means something on a page. */
  static String escaped(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
