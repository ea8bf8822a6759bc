// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

/** Text on its way into HTML, SVG or XML. */
final class Markup {
  private static final char REPLACEMENT = '\ufffd';

  private Markup() {}

  /** The same text with nothing in it that could be taken for markup. */
  static String escape(String text) {
    return printable(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** The same text without the characters that XML cannot hold, such as most control characters. */
  static String printable(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> isPrintable(point) ? point : REPLACEMENT)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean isPrintable(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || (point >= 0x20 && point < Character.MIN_SURROGATE)
        || (point > Character.MAX_SURROGATE && point < 0xfffe)
        || point > 0xffff;
  }
}
