// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

/** What came out of an adapter: a message, something that is none, or its end. */
sealed interface Received {

  /**
   * A line that keeps to the protocol, as far as a line alone can.
   *
   * @param quote the line, for messages
   */
  record Good(AdapterMessage message, String quote) implements Received {}

  /**
   * A line that does not.
   *
   * @param problem what is wrong with it, and what to change
   * @param quote the line, for messages
   */
  record Bad(String problem, String quote) implements Received {}

  /**
   * Nothing more will come.
   *
   * @param how how it ended
   */
  record End(String how) implements Received {}
}
