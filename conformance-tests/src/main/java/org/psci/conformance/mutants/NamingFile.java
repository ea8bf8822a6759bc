// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.psci.reference.Bug;

/**
 * How bugs are named, as a text that is compared: a line for each bug and its machine, and below it
 * one for each of its causes. So a change of the diagnosis shows, for better or worse.
 */
public final class NamingFile {
  private static final String INDENT = "  ";
  private static final String UNCERTAIN = " ?";

  private NamingFile() {}

  /** The text, in the order of the bugs. */
  static String text(List<Naming> all) {
    StringBuilder text = new StringBuilder();
    all.stream()
        .sorted((one, other) -> one.bug().compareTo(other.bug()))
        .forEach(
            naming -> {
              text.append(naming.bug().id()).append(' ').append(naming.setting()).append('\n');
              naming.causes().stream()
                  .map(NamingFile::text)
                  .sorted()
                  .forEach(cause -> text.append(INDENT).append(cause).append('\n'));
            });
    return text.toString();
  }

  private static String text(Naming.Cause cause) {
    return cause.clause() + (cause.certain() ? "" : UNCERTAIN);
  }

  private static Naming.Cause cause(String text) {
    return text.endsWith(UNCERTAIN)
        ? new Naming.Cause(text.substring(0, text.length() - UNCERTAIN.length()), false)
        : new Naming.Cause(text, true);
  }

  /**
   * What a text says.
   *
   * @throws IllegalArgumentException if it is another sort of text
   */
  static List<Naming> parse(String text) {
    List<Naming> all = new ArrayList<>();
    List<String> lines = text.lines().toList();
    int next = 0;
    while (next < lines.size()) {
      String line = lines.get(next);
      int space = line.indexOf(' ');
      Bug bug =
          Bug.find(line.substring(0, Math.max(0, space)))
              .orElseThrow(() -> new IllegalArgumentException("no bug and machine: " + line));
      List<Naming.Cause> causes =
          lines.stream()
              .skip(next + 1L)
              .takeWhile(each -> each.startsWith(INDENT))
              .map(each -> cause(each.strip()))
              .toList();
      all.add(new Naming(bug, MutantSetting.valueOf(line.substring(space + 1)), causes));
      next += 1 + causes.size();
    }
    return all;
  }

  /**
   * Writes these bugs into a file. What it says of others stays.
   *
   * @throws IOException if that cannot be done
   * @throws IllegalArgumentException if it is there, and is another sort of file
   */
  public static void write(Path file, List<Naming> all) throws IOException {
    Map<Bug, Naming> together = new EnumMap<>(Bug.class);
    if (Files.exists(file)) {
      parse(Files.readString(file)).forEach(naming -> together.put(naming.bug(), naming));
    }
    all.forEach(naming -> together.put(naming.bug(), naming));
    Files.writeString(file, text(List.copyOf(together.values())));
  }
}
