// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.Collection;

/** The command line, or a file that it names, is wrong; the message says how to put it right. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean isAboutWords;

  UsageException(String message) {
    this(message, message.startsWith("--"));
  }

  private UsageException(String message, boolean isAboutWords) {
    super(message);
    this.isAboutWords = isAboutWords;
  }

  /**
   * A name that nothing has.
   *
   * @param what it should be the name of: {@code target}
   * @param word as it was written
   * @param names those that there are
   */
  static UsageException unknown(String what, String word, Collection<String> names) {
    return new UsageException(nothing(what, word, names), true);
  }

  /** What is to be said of a name that nothing has. */
  static String nothing(String what, String word, Collection<String> names) {
    return "there is no "
        + what
        + " '"
        + word
        + "'"
        + Nearest.to(word, names).map(name -> "; the nearest is '" + name + "'").orElse("");
  }

  /** Whether the words of the command line are wrong, so that its help says what is right. */
  boolean isAboutWords() {
    return isAboutWords;
  }
}
