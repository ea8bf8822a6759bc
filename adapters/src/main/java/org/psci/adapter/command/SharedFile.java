// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.command;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that the machine has as memory.
 *
 * @param address where the machine sees its first byte: a physical address
 * @param size of the file in bytes
 * @param offset of the mailbox in it, a multiple of 4096; the rest is the machine's own
 */
public record SharedFile(long address, long size, long offset) {
  private static final String NUMBER = "(0x[0-9a-fA-F]{1,16}|[0-9]{1,18})([KMG]?)";
  private static final Pattern TEXT =
      Pattern.compile("(0x[0-9a-fA-F]{1,16})," + NUMBER + "(?:," + NUMBER + ")?");
  private static final long PAGE = 4096;
  private static final long LARGEST_MAILBOX = 16 << 20;
  private static final long LEAST_MAILBOX = 1 << 20;
  private static final long LARGEST = 1L << 40;

  /**
   * @throws IllegalArgumentException if there is no room for a mailbox
   */
  public SharedFile {
    if (size > LARGEST || offset < 0 || offset % PAGE != 0 || address % PAGE != 0) {
      throw new IllegalArgumentException(
          "address and offset of the mailbox are multiples of 4096, its file has at most 1024G");
    }
    if (size - offset < LEAST_MAILBOX) {
      throw new IllegalArgumentException(
          "the file is too small: behind OFFSET there have to be 1M for the mailbox, better 16M");
    }
  }

  /**
   * A file as it is written on command lines: {@code ADDRESS,SIZE[,OFFSET]}, for instance {@code
   * 0x40000000,128M,16M}.
   *
   * @throws IllegalArgumentException if it is written otherwise
   */
  public static SharedFile parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "it is 0xADDRESS,SIZE[,OFFSET], for instance 0x40000000,128M,16M, not '" + text + "'");
    }
    long offset =
        matcher.group(4) == null ? 0 : number(matcher.group(4), String.valueOf(matcher.group(5)));
    return new SharedFile(
        number(matcher.group(1), ""), number(matcher.group(2), matcher.group(3)), offset);
  }

  private static long number(String digits, String unit) {
    long number =
        digits.startsWith("0x")
            ? Long.parseUnsignedLong(digits.substring(2), 16)
            : Long.parseLong(digits);
    int shift =
        switch (unit.toUpperCase(Locale.ROOT)) {
          case "K" -> 10;
          case "M" -> 20;
          case "G" -> 30;
          default -> 0;
        };
    return Math.multiplyExact(number, 1L << shift);
  }

  long mailboxAddress() {
    return address + offset;
  }

  long mailboxSize() {
    return Math.min(LARGEST_MAILBOX, (size - offset) / PAGE * PAGE);
  }
}
