// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.batch;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.program.Program;

/** Programs that are still to run. The next one can be looked at before it is taken. */
public final class ProgramQueue {
  private final Iterator<Program> programs;
  private @Nullable Program next;

  public ProgramQueue(Iterator<Program> programs) {
    this.programs = programs;
  }

  /** The next program; null if there is none. */
  @Nullable Program peek() {
    if (next == null && programs.hasNext()) {
      next = programs.next();
    }
    return next;
  }

  /** Takes the program that was looked at. */
  void take() {
    next = null;
  }
}
