// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.guest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The serial port of a machine, as the agent uses it.
 *
 * @param kind which one it is
 * @param address its physical address
 * @param shift for a 16550: its registers are 1 &lt;&lt; shift bytes apart, 0 to 3
 */
public record Uart(Kind kind, long address, int shift) {
  private static final Pattern TEXT =
      Pattern.compile("(pl011|16550)@(0x[0-9a-fA-F]{1,16})(?:,shift=([0-3]))?");

  /** What the agent can drive. */
  public enum Kind {
    PL011(1),
    NS16550(2),
    /** The one that the device tree names. */
    IN_TREE(3);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  public static final Uart IN_TREE = new Uart(Kind.IN_TREE, 0, 0);

  /**
   * A port as it is written on command lines: {@code tree}, {@code pl011@0x9000000} or {@code
   * 16550@0x3f215040,shift=2}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static Uart parse(String text) {
    if (text.equals("tree")) {
      return IN_TREE;
    }
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a UART is tree, pl011@0xADDRESS or 16550@0xADDRESS[,shift=N], not '" + text + "'");
    }
    String shift = matcher.group(3);
    return new Uart(
        matcher.group(1).equals("pl011") ? Kind.PL011 : Kind.NS16550,
        Long.parseUnsignedLong(matcher.group(2).substring(2), 16),
        shift == null ? 0 : Integer.parseInt(shift));
  }
}
