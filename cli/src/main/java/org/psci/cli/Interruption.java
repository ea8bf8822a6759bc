// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.io.IOException;
import org.psci.conformance.campaign.Campaign;
import org.psci.report.RunDirectory;

/**
 * What becomes of a run that is interrupted, by Ctrl-C or by a polite kill: what was seen until
 * then is reported.
 */
final class Interruption {
  private final RunDirectory results;
  private volatile Source source;
  private volatile Runnable stop = () -> {};
  private final Thread hook = new Thread(this::report, "interruption");

  /** Where there is something to report. */
  @FunctionalInterface
  interface Source {
    void read(Campaign.Reader reader) throws IOException;
  }

  private Interruption(RunDirectory results, Source source) {
    this.results = results;
    this.source = source;
  }

  /** From now on, until it is over. */
  static Interruption of(RunDirectory results, Source source) {
    Interruption interruption = new Interruption(results, source);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** There is a run now, and more to report. */
  void of(Campaign campaign) {
    source = campaign::read;
    stop = campaign::stop;
  }

  private void report() {
    stop.run();
    try {
      source.read(results::end);
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
