// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import java.util.ArrayList;
import java.util.List;

/** Command lines as one line of text, quoted as a POSIX shell does with single quotes. */
public final class Words {
  private static final String PLAIN = "[A-Za-z0-9_./:=,@%+-]+";

  private Words() {}

  /** One line of text that a shell takes apart into these words. */
  public static String join(List<String> words) {
    List<String> quoted = new ArrayList<>();
    for (String word : words) {
      quoted.add(word.matches(PLAIN) ? word : "'" + word.replace("'", "'\\''") + "'");
    }
    return String.join(" ", quoted);
  }

  /** The words that {@link #join} made the line of. */
  public static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean open = false;
    boolean any = false;
    for (int index = 0; index < line.length(); index++) {
      char c = line.charAt(index);
      if (c == '\'') {
        open = !open;
        any = true;
      } else if (!open && c == '\\' && index + 1 < line.length()) {
        word.append(line.charAt(++index));
        any = true;
      } else if (!open && Character.isWhitespace(c)) {
        if (any) {
          words.add(word.toString());
        }
        word.setLength(0);
        any = false;
      } else {
        word.append(c);
        any = true;
      }
    }
    if (any) {
      words.add(word.toString());
    }
    return words;
  }
}
