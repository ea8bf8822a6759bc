// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.mutants;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.psci.conformance.generate.ProgramGenerator;
import org.psci.conformance.session.Session;
import org.psci.conformance.shorten.Hunt;
import org.psci.conformance.target.TargetException;
import org.psci.conformance.target.Threading;
import org.psci.reference.Bug;
import org.psci.reference.Configuration;

/**
 * The suite against one bug: the questions and scenarios on each machine that the bug is put into,
 * then random programs on all of them in turn, until something deviates.
 */
final class MutantHunt {
  /** Random programs on one machine before the next has its turn. */
  private static final int STRETCH = 256;

  /** How often the scenarios are run where chance decides races. */
  private static final int ROUNDS_OF_CHANCE = 20;

  private static final int MOST_UNCONFIRMED = 20;

  private final Bug bug;
  private final long budget;
  private final long seed;
  private final Threading threading;
  private final List<String> notRun = new ArrayList<>();

  /** What was seen once, and did not show again. */
  private final List<Mutant.Caught> unconfirmed = new ArrayList<>();

  private long calls;

  /**
   * @param budget how many calls to make at most; shrinking may make as many again
   */
  MutantHunt(Bug bug, long budget, long seed, Threading threading) {
    this.bug = bug;
    this.budget = budget;
    this.seed = seed;
    this.threading = threading;
  }

  /** Does it. */
  Mutant run() {
    List<MutantSetting> settings = MutantSetting.of(bug);
    Optional<String> notCounted = notCounted(bug);
    Optional<Mutant.Caught> caught = notCounted.isPresent() ? Optional.empty() : caught(settings);
    return new Mutant(
        bug, caught.or(() -> unconfirmed.stream().findFirst()), calls, notCounted, notRun);
  }

  /** Why a bug does not count on the machines that it is put into; empty if it does. */
  static Optional<String> notCounted(Bug bug) {
    return bug.notCounted(MutantSetting.of(bug).get(0).configuration().version());
  }

  private Optional<Mutant.Caught> caught(List<MutantSetting> settings) {
    List<Lair> lairs = new ArrayList<>();
    for (MutantSetting setting : settings) {
      if (calls < budget) {
        Lair lair = new Lair(setting);
        Optional<Mutant.Caught> caught = lair.look(true);
        if (caught.isPresent()) {
          return caught;
        }
        lairs.add(lair);
      }
    }
    while (calls < budget && lairs.stream().anyMatch(lair -> lair.isUsable)) {
      for (Lair lair : lairs) {
        Optional<Mutant.Caught> caught =
            lair.isUsable && calls < budget ? lair.look(false) : Optional.empty();
        if (caught.isPresent()) {
          return caught;
        }
      }
    }
    return Optional.empty();
  }

  /** A machine with the bug. */
  private final class Lair {
    private final MutantSetting setting;
    private long next;
    private boolean isUsable = true;

    Lair(MutantSetting setting) {
      this.setting = setting;
    }

    /** Looks for the bug, by the fixed programs or by a stretch of random ones. */
    Optional<Mutant.Caught> look(boolean fixed) {
      Configuration configuration = setting.configuration().with(Set.of(bug));
      try (Session session = new Session(threading.target(configuration, seed + next))) {
        Hunt hunt = new Hunt(session, threading == Threading.SINGLE, judgement -> {});
        Optional<Hunt.Sighting> atOnce = fixed ? hunt.discovery() : Optional.empty();
        if (atOnce.isPresent()) {
          return confirmed(hunt, atOnce.get());
        }
        return fixed ? scenarios(hunt) : look(hunt, random(session));
      } catch (TargetException e) {
        notRun.add(setting.words() + ": " + e.getMessage());
        isUsable = false;
        return Optional.empty();
      }
    }

    private Optional<Mutant.Caught> scenarios(Hunt hunt) throws TargetException {
      int rounds = threading == Threading.MULTI ? ROUNDS_OF_CHANCE : 1;
      Optional<Mutant.Caught> caught = Optional.empty();
      for (int round = 0; round < rounds && caught.isEmpty(); round++) {
        caught = look(hunt, hunt.scenarios());
      }
      return caught;
    }

    private Iterator<Hunt.Named> random(Session session) {
      long first = next;
      next += STRETCH;
      return Hunt.random(
          new ProgramGenerator(session.profile(), session.platform(), seed), first, STRETCH);
    }

    /** Goes on as long as what is seen does not show again. */
    private Optional<Mutant.Caught> look(Hunt hunt, Iterator<Hunt.Named> programs)
        throws TargetException {
      while (true) {
        long before = hunt.calls();
        Optional<Hunt.Sighting> sighting = hunt.look(programs);
        calls += hunt.calls() - before;
        if (sighting.isEmpty()) {
          return Optional.empty();
        }
        Optional<Mutant.Caught> caught = confirmed(hunt, sighting.get());
        if (caught.isPresent()) {
          return caught;
        }
      }
    }

    private Optional<Mutant.Caught> confirmed(Hunt hunt, Hunt.Sighting sighting)
        throws TargetException {
      if (unconfirmed.size() == MOST_UNCONFIRMED) {
        return Optional.empty();
      }
      Hunt.Shortest shortest = hunt.shorten(sighting, budget);
      Mutant.Caught caught = new Mutant.Caught(setting, sighting.where(), shortest);
      if (shortest.shown() == 0) {
        unconfirmed.add(caught);
        return Optional.empty();
      }
      return Optional.of(caught);
    }
  }
}
