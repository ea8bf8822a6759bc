// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

import org.psci.conformance.history.History.Ending;

/** A machine died, or said something that makes no sense, in the middle of a program. */
public final class MachineFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final Ending ending;

  /**
   * @param ending {@link Ending#DIED} or {@link Ending#GARBLED}
   * @param message what happened, and what to do about it
   */
  public MachineFailure(Ending ending, String message) {
    super(message);
    this.ending = ending;
  }

  public Ending ending() {
    return ending;
  }
}
