// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.mutants;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.psci.conformance.target.Threading;
import org.psci.reference.Bug;

/**
 * The suite put to the test: does it catch the reference machine with each of its bugs? Where cores
 * take turns the same seed gives the same answers, on whatever computer.
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
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Mutant>> running = new ArrayList<>();
      for (Bug bug : bugs) {
        running.add(
            workers.submit(
                () -> {
                  Mutant mutant = new MutantHunt(bug, budget, seed, threading).run();
                  progress.accept(mutant);
                  return mutant;
                }));
      }
      List<Mutant> mutants = new ArrayList<>();
      for (Future<Mutant> mutant : running) {
        mutants.add(mutant.get());
      }
      return mutants;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a hunt failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      workers.shutdownNow();
    }
  }
}
