// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.io.IOException;
import org.psci.conformance.run.Campaign;
import org.psci.report.RunDirectory;

/**
 * What becomes of a run that is interrupted, by Ctrl-C or by a polite kill: what was seen until
 * then is reported.
 */
final class Interruption {
  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  /** From now on, until it is over. */
  static Interruption of(Campaign campaign, RunDirectory results) {
    Thread hook = new Thread(() -> report(campaign, results), "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  private static void report(Campaign campaign, RunDirectory results) {
    try {
      campaign.read(results::end);
    } catch (IOException e) {
      System.err.println("psci: what was seen cannot be reported: " + e.getMessage());
    }
  }

  /** The run came to its end by itself. */
  void isOver() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) { // the end has begun already, and the hook does its work
      return;
    }
  }
}
