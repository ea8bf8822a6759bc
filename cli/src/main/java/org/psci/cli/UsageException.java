// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

/** The command line, or a file that it names, is wrong; the message says how to put it right. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
