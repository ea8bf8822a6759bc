// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.child;

/** Text from a child process, made fit for a message: on one line, printable, not too long. */
public final class Quote {
  private static final int LONGEST = 200;

  private Quote() {}

  public static String of(String text) {
    StringBuilder quote = new StringBuilder();
    int index = 0;
    for (; index < text.length() && quote.length() < LONGEST; index++) {
      char c = text.charAt(index);
      if (c == '\t') {
        quote.append(' ');
      } else if (Character.isISOControl(c) || Character.isSurrogate(c) || c == '\ufffd') {
        quote.append(String.format("\\u%04x", (int) c));
      } else {
        quote.append(c);
      }
    }
    if (index < text.length()) {
      quote.append("... (").append(text.length()).append(" characters)");
    }
    return quote.toString();
  }
}
