// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.psci.conformance.history.History;
import org.psci.conformance.program.Program;

/**
 * An implementation of PSCI that programs can be run on. A target judges nothing.
 *
 * <p>Used by one thread at a time.
 */
public interface Target extends AutoCloseable {

  /**
   * Starts the machine afresh, as after a cold boot: core 0 runs, all others are OFF. Whatever ran
   * before is gone.
   *
   * @param patienceFactor by how much to stretch the patience of the profile, at least 1
   * @return what the target says of itself; the same at every start
   * @throws TargetException if it cannot be started
   */
  Profile start(int patienceFactor) throws TargetException;

  /**
   * Says how programs are to end from now on, over restarts too; without it they park {@link
   * Parking#BY_ASKING}. By restart, no question is asked in order to park, and a step that asks
   * AFFINITY_INFO until it gives a result goes on after a few questions without it, which is no
   * silence. A program after which the machine has to be started again ends {@link
   * History.Ending#UNPARKED}, without a wait.
   */
  default void parkBy(Parking how) {
    // a target that does not look at AFFINITY_INFO has nothing to change
  }

  /**
   * Runs programs one after the other and stops early after one that did not end parked: then
   * {@link #start} has to come before the next. The target must be started.
   *
   * @return a history for each program that was run, at least one
   * @throws TargetException only if the target cannot be used at all; a machine that hangs or dies
   *     is an ending of a history
   */
  List<History> run(List<Program> programs) throws TargetException;

  /**
   * Runs programs as {@link #run(List)} does, as many as there are, and hands each history over as
   * soon as it can. Meanwhile the next programs may be running already; so programs may have been
   * taken for which there is no history when it ends.
   *
   * @param programs not empty; the target takes them when it needs them
   * @param histories gets a history for each program that was run, at least one; it may not use the
   *     target
   * @throws TargetException only if the target cannot be used at all
   */
  default void run(Iterator<Program> programs, Consumer<History> histories) throws TargetException {
    boolean parked = true;
    while (parked && programs.hasNext()) {
      List<Program> some = new ArrayList<>();
      while (some.size() < batchSize() && programs.hasNext()) {
        some.add(programs.next());
      }
      List<History> run = run(some);
      run.forEach(histories);
      parked = run.get(run.size() - 1).isParked();
    }
  }

  /**
   * The programs that follow the next start belong to a part of a run of their own. A target whose
   * choices hang on a seed makes them anew from here, by this number: so that the same part goes
   * the same way, whatever was before.
   */
  default void part(int number) {
    // most targets have no choices that could be made again
  }

  /** Whether cores that act together keep to the skews of a program; else these mean nothing. */
  default boolean canSkew() {
    return false;
  }

  /** How many programs at once make good use of it. */
  default int batchSize() {
    return 1;
  }

  /** Stops the machine; nothing of it is left. */
  @Override
  void close();
}
