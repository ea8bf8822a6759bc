// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.program;

/** A program text that cannot be read; the message names the place and what was expected there. */
public final class ProgramSyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  private final int line;

  ProgramSyntaxException(String source, int line, String problem) {
    super(source + ":" + line + ": " + problem);
    this.line = line;
  }

  /** The line, from 1. */
  public int line() {
    return line;
  }
}
