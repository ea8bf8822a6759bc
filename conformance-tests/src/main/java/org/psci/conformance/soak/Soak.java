// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.psci.conformance.generate.ProgramGenerator;
import org.psci.conformance.generate.ProgramGenerator.Mix;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.session.Session;
import org.psci.conformance.shorten.Hunt;
import org.psci.conformance.target.TargetException;

/**
 * Random programs on some machines in turn, by several threads, until there have been enough
 * events, something deviates, or somebody says stop.
 */
public final class Soak {
  /** Programs on one machine before the next has its turn. */
  private static final int STRETCH = 256;

  /** Programs between two looks at whether it is over. */
  private static final int BATCH = 32;

  private static final long CALLS_FOR_SHRINKING = 2_000_000;

  private final List<Subject> subjects;
  private final Mix mix;
  private final boolean embedded;
  private final long mostEvents;
  private final int threads;
  private final long seed;
  private final List<SoakResult.Figures> figures = new ArrayList<>();
  private final AtomicLong turns = new AtomicLong();
  private final AtomicLong events = new AtomicLong();
  private Optional<SoakResult.Flag> flag = Optional.empty();
  private Optional<String> trouble = Optional.empty();
  private volatile boolean isOver;

  /**
   * @param subjects the machines
   * @param mix what the programs are made of
   * @param embedded whether they start at once
   * @param mostEvents when to stop
   * @param threads how many machines are at work at the same time
   * @param seed the seed of machines and programs
   */
  public Soak(
      List<Subject> subjects, Mix mix, boolean embedded, long mostEvents, int threads, long seed) {
    this.subjects = List.copyOf(subjects);
    this.mix = mix;
    this.embedded = embedded;
    this.mostEvents = mostEvents;
    this.threads = threads;
    this.seed = seed;
    subjects.forEach(subject -> figures.add(SoakResult.Figures.none(subject.name())));
  }

  /** Makes it end soon. */
  public void stop() {
    isOver = true;
  }

  /**
   * Does it.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  public SoakResult run() throws InterruptedException {
    long begin = System.nanoTime();
    List<Thread> workers = new ArrayList<>();
    for (int index = 0; index < threads; index++) {
      Thread worker = new Thread(this::work, "soak-" + index);
      worker.start();
      workers.add(worker);
    }
    for (Thread worker : workers) {
      worker.join();
    }
    synchronized (figures) {
      return new SoakResult(figures, flag, trouble, (System.nanoTime() - begin) / 1e9);
    }
  }

  private void work() {
    try {
      if (subjects.size() == 1) {
        soak(0, turns.getAndIncrement(), Integer.MAX_VALUE);
      } else {
        while (!isOver) {
          long turn = turns.getAndIncrement();
          soak((int) (turn % subjects.size()), turn, STRETCH);
        }
      }
    } catch (TargetException e) {
      end(Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
    } catch (RuntimeException | Error e) {
      end(Optional.empty(), Optional.of("a fault of the suite itself: " + e));
      throw e;
    }
  }

  private void end(Optional<SoakResult.Flag> newFlag, Optional<String> newTrouble) {
    synchronized (figures) {
      isOver = true;
      flag = flag.or(() -> newFlag);
      trouble = trouble.or(() -> newTrouble);
    }
  }

  /** One machine for a while; each turn has programs of its own. */
  private void soak(int index, long turn, int most) throws TargetException {
    Subject subject = subjects.get(index);
    try (Session session = new Session(subject.source().create(seed + turn))) {
      Gauge gauge = new Gauge(index);
      Hunt hunt = new Hunt(session, embedded, gauge::add);
      ProgramGenerator generator =
          new ProgramGenerator(session.profile(), session.platform(), seed + turn, mix);
      Optional<Hunt.Sighting> sighting = hunt.discovery();
      for (int done = 0; done < most && sighting.isEmpty() && !isOver; done += BATCH) {
        sighting = hunt.look(Hunt.random(generator, done, BATCH));
        gauge.settle();
      }
      gauge.settle();
      if (sighting.isPresent()) {
        boolean wasOver = isOver;
        isOver = true; // the others need not go on
        if (!wasOver) {
          Hunt.Shortest shortest = hunt.shorten(sighting.get(), CALLS_FOR_SHRINKING);
          end(
              Optional.of(new SoakResult.Flag(subject, sighting.get().where(), shortest)),
              Optional.empty());
        }
      }
    }
  }

  /** Counts what one thread does. */
  private final class Gauge {
    private final int index;
    private long programs;
    private long races;
    private long seen;
    private long undecided;
    private Optional<String> firstUndecided = Optional.empty();
    private long since = System.nanoTime();

    Gauge(int index) {
      this.index = index;
    }

    void add(Judgement judgement) {
      programs++;
      races += judgement.history().program().races() ? 1 : 0;
      seen += judgement.history().events().size();
      if (judgement.undecided().isPresent()) {
        undecided++;
        firstUndecided =
            firstUndecided.or(
                () -> judgement.undecided().map(why -> why + "\n" + judgement.history().program()));
      }
    }

    void settle() {
      long now = System.nanoTime();
      String name = subjects.get(index).name();
      synchronized (figures) {
        figures.set(
            index,
            figures
                .get(index)
                .plus(
                    new SoakResult.Figures(
                        name, programs, races, seen, undecided, firstUndecided, now - since)));
      }
      if (events.addAndGet(seen) >= mostEvents) {
        isOver = true;
      }
      programs = 0;
      races = 0;
      seen = 0;
      undecided = 0;
      since = now;
    }
  }
}
