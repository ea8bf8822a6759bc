// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.mutants;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.Threading;
import org.psci.reference.Bug;

/**
 * The suite put to the test: does it catch the reference machine with each of its bugs, and does it
 * say what is wrong? Where cores take turns the same seed gives the same answers, on whatever
 * computer.
 *
 * @param budget how many calls to spend on each bug at most
 * @param threads how many bugs to hunt at the same time
 * @param seed the seed of machines and random programs
 * @param threading how the cores of the machines go on
 */
public record Mutants(long budget, int threads, long seed, Threading threading) {
  /** The largest budget. */
  public static final long MOST_CALLS = 2_000_000;

  /**
   * Hunts bugs.
   *
   * @param progress is told of each bug that is done; several threads call it
   * @return one for each bug, in the same order
   */
  public List<Mutant> hunt(List<Bug> bugs, Consumer<Mutant> progress) {
    return each(bugs, bug -> new MutantHunt(bug, budget, seed, threading).run(), progress);
  }

  /**
   * Finds out how the bugs that were caught are named.
   *
   * @param programs how many random programs to run on each of them
   * @param progress is told of each bug that is done; several threads call it
   * @return one for each bug that was caught and counts, in the same order
   */
  public List<Naming> name(List<Mutant> mutants, int programs, Consumer<Naming> progress) {
    return each(
        mutants.stream().filter(Mutant::canBeNamed).toList(),
        mutant -> survey(mutant, mutant.caught().orElseThrow(), programs),
        progress);
  }

  private Naming survey(Mutant mutant, Mutant.Caught caught, int programs) {
    Optional<Program> shown = Optional.of(caught.shortest().program());
    return new MutantSurvey(mutant.bug(), caught.setting(), shown, programs, seed, threading).run();
  }

  /** Finds out how a bug is named on a machine by a survey alone. */
  Naming survey(Bug bug, MutantSetting setting, int programs) {
    return new MutantSurvey(bug, setting, Optional.empty(), programs, seed, threading).run();
  }

  private <A, B> List<B> each(List<A> all, Function<A, B> task, Consumer<B> progress) {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<B>> running = new ArrayList<>();
      for (A one : all) {
        running.add(
            workers.submit(
                () -> {
                  B done = task.apply(one);
                  progress.accept(done);
                  return done;
                }));
      }
      List<B> done = new ArrayList<>();
      for (Future<B> one : running) {
        done.add(one.get());
      }
      return done;
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "a bug could not be looked at: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      workers.shutdownNow();
    }
  }
}
