// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.batch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.psci.adapter.agent.batch.Plan.Action;
import org.psci.adapter.agent.batch.Plan.Calling;
import org.psci.adapter.agent.mailbox.Layout;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.Parking;
import org.psci.conformance.target.Placement;
import org.psci.conformance.target.Profile;
import org.psci.spec.model.Call;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * Programs that go to the agent with one command, and where they and the logs lie in the mailbox.
 */
public final class Batch {

  /**
   * A part of the mailbox that is free for programs and logs.
   *
   * @param begin offset of its first byte, a multiple of the size of a record
   * @param end offset of the first byte behind it
   */
  public record Area(int begin, int end) {}

  /**
   * Room for repeated calls, whose results may change: each run of equal ones takes two records.
   */
  private static final int RECORDS_FOR_REPETITION = 64;

  public static final int STRANGER_CAPACITY = 2;
  private static final int LEAST_CAPACITY = 64;

  /**
   * Of so many programs that only ask, one has stamps and looks at the registers that its calls
   * must preserve. The others take about half the time.
   */
  private static final int ONE_IS_CHECKED_IN = 8;

  private final List<Plan> plans;
  private final ExecutionState executionState;
  private final Parking parking;
  private final BitSet unstamped;
  private final int programsOffset;
  private final int programBytes;
  private final int logsOffset;
  private final int logCapacity;

  private Batch(
      List<Plan> plans,
      ExecutionState executionState,
      Parking parking,
      Area area,
      int programBytes,
      int cores) {
    this.plans = plans;
    this.parking = parking;
    this.executionState = executionState;
    this.unstamped = unstamped(plans);
    this.programsOffset = area.begin();
    this.programBytes = programBytes;
    this.logsOffset = logsOffset(area, programBytes);
    this.logCapacity = (int) capacity(area, programBytes, cores);
  }

  /**
   * As many of these programs as an area holds with their logs, which park by asking; at least one.
   *
   * @throws IllegalArgumentException if a program cannot run on the machine, or is larger than the
   *     area
   */
  static Batch of(List<Program> programs, Profile profile, int cores, Area area) {
    Batch batch =
        of(
            new ProgramQueue(programs.iterator()),
            profile,
            Parking.BY_ASKING,
            cores,
            area,
            programs.size());
    if (batch == null) {
      throw new IllegalArgumentException("a batch has at least one program");
    }
    return batch;
  }

  /**
   * Takes as many programs as an area holds with their logs.
   *
   * @param parking how the programs end
   * @param most how many at most
   * @return null if there is none
   * @throws IllegalArgumentException if a program cannot run on the machine, or is larger than the
   *     area
   */
  public static @Nullable Batch of(
      ProgramQueue queue, Profile profile, Parking parking, int cores, Area area, int most) {
    List<Plan> plans = new ArrayList<>();
    long programBytes = 0;
    long records = LEAST_CAPACITY;
    Program program = queue.peek();
    while (program != null && plans.size() < most) {
      Plan plan = plan(program, profile);
      programBytes += ProgramEncoder.size(plan);
      records += mostRecords(plan, cores);
      boolean fits = capacity(area, programBytes, cores) >= records;
      if (!plans.isEmpty() && !fits) {
        programBytes -= ProgramEncoder.size(plan);
        break;
      }
      if (capacity(area, programBytes, cores) < LEAST_CAPACITY) {
        throw new IllegalArgumentException("a program is larger than the mailbox");
      }
      plans.add(plan);
      queue.take();
      program = queue.peek();
    }
    return plans.isEmpty()
        ? null
        : new Batch(plans, profile.executionState(), parking, area, (int) programBytes, cores);
  }

  private static Plan plan(Program program, Profile profile) {
    Placement placement =
        Placement.of(program, profile)
            .orElseThrow(
                () -> new IllegalArgumentException("the machine is too small for " + program));
    return Planner.plan(program, placement, profile.canWake());
  }

  private static BitSet unstamped(List<Plan> plans) {
    BitSet unstamped = new BitSet();
    int plain = 0;
    for (int index = 0; index < plans.size(); index++) {
      if (plans.get(index).isPlain()) {
        unstamped.set(index, plain % ONE_IS_CHECKED_IN != 0);
        plain++;
      }
    }
    return unstamped;
  }

  private static int mostRecords(Plan plan, int cores) {
    if (plan.isPlain()) {
      return plan.actions().size();
    }
    int records = 2 * cores + 4; // parking
    if (plan.wakes()) {
      records += cores + plan.actions().size();
    }
    for (Action action : plan.actions()) {
      boolean repeats = action instanceof Calling calling && calling.step().repeat().isPresent();
      records += repeats ? RECORDS_FOR_REPETITION : 2;
    }
    return records;
  }

  private static int logsOffset(Area area, long programBytes) {
    long end = area.begin() + programBytes;
    return (int) Math.min(Integer.MAX_VALUE, (end + Layout.RECORD_SIZE - 1) & -Layout.RECORD_SIZE);
  }

  private static long capacity(Area area, long programBytes, int cores) {
    long bytes = area.end() - (long) logsOffset(area, programBytes);
    return (bytes / Layout.RECORD_SIZE - STRANGER_CAPACITY) / cores;
  }

  public int size() {
    return plans.size();
  }

  public Plan plan(int index) {
    return plans.get(index);
  }

  public Program program(int index) {
    return plans.get(index).program();
  }

  /** Whether the calls of a program have no stamps. */
  boolean isUnstamped(int index) {
    return unstamped.get(index);
  }

  /** That of the callers. */
  ExecutionState executionState() {
    return executionState;
  }

  /**
   * Whether AFFINITY_INFO is not waited for, so that it is no silence if it never says something.
   */
  boolean doesNotBelieve(Call call) {
    return parking == Parking.BY_RESTART && call.is(PsciFunction.AFFINITY_INFO);
  }

  public int programsOffset() {
    return programsOffset;
  }

  int logsOffset() {
    return logsOffset;
  }

  /** How many records the log of each core holds. */
  public int logCapacity() {
    return logCapacity;
  }

  /** Where the log of a core lies; that of the strangers is behind those of the cores. */
  public int logOffset(int core) {
    return logsOffset + core * logCapacity * Layout.RECORD_SIZE;
  }

  /** All programs, one behind the other. */
  public ByteBuffer encode(long ticksPerSecond) {
    ByteBuffer all = ByteBuffer.allocate(programBytes);
    ProgramEncoder encoder = new ProgramEncoder(all, ticksPerSecond, parking);
    for (int index = 0; index < size(); index++) {
      encoder.write(plans.get(index), isUnstamped(index));
    }
    return all.flip();
  }
}
