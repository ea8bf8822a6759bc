// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

/** A line of an adapter breaks the protocol; the message says how, and what to change. */
final class BadMessageException extends Exception {
  private static final long serialVersionUID = 1;

  BadMessageException(String message) {
    super(message);
  }
}
