// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import java.util.ArrayList;
import java.util.List;
import org.psci.conformance.target.MachineFailure;
import org.psci.conformance.target.TargetException;

/** What a check of an adapter found, a line for each step. */
public final class CheckReport {
  private final List<String> lines = new ArrayList<>();
  private int steps;
  private int failed;

  CheckReport() {}

  /** One thing to try. */
  interface Step {
    /**
     * Tries it.
     *
     * @return what was seen
     */
    String run() throws MachineFailure, TargetException, FailedStep;
  }

  /** A step did not go as the protocol says; the message tells how, and what to change. */
  static final class FailedStep extends Exception {
    private static final long serialVersionUID = 1;

    FailedStep(String message) {
      super(message);
    }
  }

  /** Tries a step; false if it failed. */
  boolean step(String name, Step step) {
    steps++;
    try {
      add("ok", name, step.run());
      return true;
    } catch (MachineFailure | TargetException | FailedStep e) {
      failed++;
      add("FAIL", name, String.valueOf(e.getMessage()));
      return false;
    }
  }

  /** Something that is worth saying and no mistake. */
  void note(String name, String text) {
    add("note", name, text);
  }

  private void add(String kind, String name, String text) {
    lines.add(String.format("%-4s  %s: %s", kind, name, text));
  }

  void finish() {
    lines.add(
        failed == 0
            ? "The adapter keeps to the protocol: " + steps + " steps passed."
            : "The adapter does not keep to the protocol: "
                + failed
                + " of "
                + steps
                + " steps failed. See docs/adapter-protocol.md.");
  }

  public boolean passed() {
    return failed == 0;
  }

  /** The lines, ready to print. */
  public List<String> lines() {
    return List.copyOf(lines);
  }
}
