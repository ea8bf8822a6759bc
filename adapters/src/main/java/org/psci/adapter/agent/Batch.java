// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.Step;
import org.psci.conformance.target.Placement;
import org.psci.conformance.target.Profile;

/**
 * Programs that go to the agent with one command, and where they and the logs lie in the mailbox.
 *
 * @param programs the programs
 * @param steps the steps of each
 * @param placements where each of them runs
 * @param logsOffset where the first log lies; one for each core, one behind the other, then that of
 *     the strangers
 * @param logCapacity how many records the log of each core holds
 */
record Batch(
    List<Program> programs,
    List<List<Step>> steps,
    List<Placement> placements,
    int logsOffset,
    int logCapacity) {

  /**
   * Room for repeated calls, whose results may change: each run of equal ones takes two records.
   */
  private static final int RECORDS_FOR_REPETITION = 64;

  static final int STRANGER_CAPACITY = 2;
  private static final int LEAST_CAPACITY = 64;

  Batch {
    programs = List.copyOf(programs);
    placements = List.copyOf(placements);
  }

  /**
   * As many of these programs, from the first on, as a mailbox holds with their logs; at least one.
   *
   * @throws IllegalArgumentException if a program cannot run on the machine, or is larger than the
   *     mailbox
   */
  static Batch of(List<Program> programs, Profile profile, int cores, int mailboxSize) {
    List<Program> taken = new ArrayList<>();
    List<Placement> placements = new ArrayList<>();
    long programBytes = 0;
    long recordsEach = LEAST_CAPACITY;
    for (Program program : programs) {
      long bytes = programBytes + ProgramEncoder.size(program);
      long records = recordsEach + mostRecords(program, cores);
      if (!taken.isEmpty() && capacity(bytes, cores, mailboxSize) < records) {
        break;
      }
      placements.add(
          Placement.of(program, profile)
              .orElseThrow(
                  () -> new IllegalArgumentException("the machine is too small for " + program)));
      taken.add(program);
      programBytes = bytes;
      recordsEach = records;
    }
    long capacity = capacity(programBytes, cores, mailboxSize);
    if (capacity < LEAST_CAPACITY) {
      throw new IllegalArgumentException("a program is larger than the mailbox");
    }
    List<List<Step>> steps = taken.stream().map(Program::steps).toList();
    return new Batch(taken, steps, placements, logsOffset(programBytes), (int) capacity);
  }

  private static int mostRecords(Program program, int cores) {
    int records = 2 * cores + 4; // parking
    for (Step step : program.steps()) {
      records += step.repeat().isPresent() ? RECORDS_FOR_REPETITION : 2;
    }
    return records;
  }

  private static int logsOffset(long programBytes) {
    long end = Layout.FREE + programBytes;
    return (int) Math.min(Integer.MAX_VALUE, (end + Layout.RECORD_SIZE - 1) & -Layout.RECORD_SIZE);
  }

  private static long capacity(long programBytes, int cores, int mailboxSize) {
    long bytes = mailboxSize - (long) logsOffset(programBytes);
    return (bytes / Layout.RECORD_SIZE - STRANGER_CAPACITY) / cores;
  }

  int size() {
    return programs.size();
  }

  /** The steps of a program, by number. */
  List<Step> steps(int program) {
    return steps.get(program);
  }

  int logOffset(int core) {
    return logsOffset + core * logCapacity * Layout.RECORD_SIZE;
  }

  /** All programs, one behind the other. */
  ByteBuffer encode() {
    ByteBuffer all = ByteBuffer.allocate(programs.stream().mapToInt(ProgramEncoder::size).sum());
    for (int index = 0; index < size(); index++) {
      all.put(ProgramEncoder.encode(programs.get(index), placements.get(index)));
    }
    return all.flip();
  }
}
