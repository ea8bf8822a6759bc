// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.history;

import java.util.List;
import java.util.Optional;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.Schedule;

/**
 * What was seen of one run of a program.
 *
 * @param program the program
 * @param events the events; those of one core stand in the order in which they happened to it
 * @param ending how the run ended
 * @param remark more about the ending, for people; empty after a good one
 * @param schedule what the machine decided where it could decide either way; empty if it cannot say
 */
public record History(
    Program program,
    List<Event> events,
    Ending ending,
    String remark,
    Optional<Schedule> schedule) {

  /** How a run ended. */
  public enum Ending {
    /** The machine is back where programs start: core 0 is running, all others are OFF. */
    PARKED,
    /** All went well, but no core is left that could go on; the machine needs a reset. */
    NO_CORE_LEFT,
    /**
     * The machine was not taken back to where programs start, and needs a reset: a call that does
     * it was refused, or the target was told not to try.
     */
    UNPARKED,
    /** Something that was waited for did not come. */
    SILENT,
    /** The machine was powered off or reset. */
    MACHINE_GONE,
    /** The target died. */
    DIED,
    /** The target said something that makes no sense. */
    GARBLED
  }

  public History {
    events = List.copyOf(events);
  }

  /** A run of a machine that cannot say what it decided. */
  public History(Program program, List<Event> events, Ending ending, String remark) {
    this(program, events, ending, remark, Optional.empty());
  }

  /** Whether the next program can run without a restart of the target. */
  public boolean isParked() {
    return ending == Ending.PARKED;
  }
}
