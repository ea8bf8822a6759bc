// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.psci.spec.model.State;

/**
 * Goes through all states that can be reached, level by level: those at one step from the start,
 * then at two, and so on. The threads share the states of a level and the set of those that are
 * known. What is counted does not depend on who was first.
 */
final class Exploration {
  private static final int STATES_AT_A_TIME = 512;

  private final TransitionSystem system;
  private final Symmetry symmetry;
  private final long mostStates;
  private final StateSet seen = new StateSet();
  private final List<Worker> workers = new ArrayList<>();
  private int levels;

  /**
   * @param mostStates where it stops if there are more
   */
  Exploration(
      TransitionSystem system,
      Symmetry symmetry,
      List<Invariant> invariants,
      int threads,
      long mostStates) {
    this.system = system;
    this.symmetry = symmetry;
    this.mostStates = mostStates;
    for (int thread = 0; thread < threads; thread++) {
      workers.add(new Worker(system, symmetry, invariants, seen));
    }
  }

  /** Explores all there is, and says what was found. */
  Findings run() {
    ExecutorService threads = Executors.newFixedThreadPool(workers.size());
    try {
      State start = symmetry.canonical(system.start());
      seen.add(start.cores(), start.machine());
      StateList first = new StateList();
      first.add(start.cores(), start.machine());
      for (List<StateList> level = List.of(first); !level.isEmpty(); level = next()) {
        if (seen.size() > mostStates) {
          throw new TooManyStatesException(seen.size());
        }
        expand(level, threads);
        levels++;
      }
    } finally {
      threads.shutdownNow();
    }
    Findings all = workers.get(0).findings();
    for (Worker worker : workers.subList(1, workers.size())) {
      all.add(worker.findings());
    }
    return all;
  }

  /** The states stored; each stands for all that are the same but for a change of places. */
  StateSet seen() {
    return seen;
  }

  /** How many steps the state that is furthest away is from the start. */
  int depth() {
    return levels - 1;
  }

  private List<StateList> next() {
    return workers.stream().map(Worker::takeFound).filter(list -> list.size() > 0).toList();
  }

  private void expand(List<StateList> level, ExecutorService threads) {
    AtomicInteger next = new AtomicInteger();
    int size = level.stream().mapToInt(StateList::size).sum();
    List<Callable<Object>> tasks = new ArrayList<>();
    for (Worker worker : workers) {
      tasks.add(
          () -> {
            for (int from = take(next); from < size; from = take(next)) {
              expand(worker, level, from, Math.min(size, from + STATES_AT_A_TIME));
            }
            return worker;
          });
    }
    try {
      for (Future<Object> task : threads.invokeAll(tasks)) {
        task.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while exploring", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a step of the model failed", e.getCause());
    }
  }

  private static int take(AtomicInteger next) {
    return next.getAndAdd(STATES_AT_A_TIME);
  }

  private static void expand(Worker worker, List<StateList> level, int from, int to) {
    int first = 0;
    for (StateList list : level) {
      for (int index = Math.max(from - first, 0);
          index < Math.min(list.size(), to - first);
          index++) {
        worker.expand(list.get(index));
      }
      first += list.size();
    }
  }
}
