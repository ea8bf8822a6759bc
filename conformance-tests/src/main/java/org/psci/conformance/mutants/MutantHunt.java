// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.mutants;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.psci.conformance.generate.ProgramGenerator;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.run.Hunt;
import org.psci.conformance.run.Session;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.TargetException;
import org.psci.reference.Bug;
import org.psci.reference.Configuration;
import org.psci.spec.rule.Rule;

/**
 * The suite against one bug: the questions and scenarios on each machine that the bug is put into,
 * then random programs on all of them in turn, until something deviates.
 */
final class MutantHunt {
  /** Random programs on one machine before the next has its turn. */
  private static final int STRETCH = 256;

  private static final int MANY = 20;

  private final Bug bug;
  private final long budget;
  private final long seed;
  private final List<String> notRun = new ArrayList<>();
  private long calls;

  /**
   * @param budget how many calls to make at most; shrinking may make as many again
   */
  MutantHunt(Bug bug, long budget, long seed) {
    this.bug = bug;
    this.budget = budget;
    this.seed = seed;
  }

  /** Does it. */
  Mutant run() {
    List<MutantSetting> settings = MutantSetting.of(bug);
    Optional<String> notCounted = bug.notCounted(settings.get(0).configuration().version());
    Optional<Mutant.Caught> caught = notCounted.isPresent() ? Optional.empty() : caught(settings);
    return new Mutant(bug, caught, calls, notCounted, notRun);
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
      try (Session session = new Session(ReferenceTarget.of(configuration, seed + next))) {
        Hunt hunt = new Hunt(session);
        Optional<Hunt.Sighting> sighting = fixed ? fixed(hunt) : random(session, hunt);
        calls += hunt.calls();
        return sighting.isEmpty()
            ? Optional.empty()
            : Optional.of(caught(sighting.get(), hunt.shorten(sighting.get(), budget)));
      } catch (TargetException e) {
        notRun.add(setting.words() + ": " + e.getMessage());
        isUsable = false;
        return Optional.empty();
      }
    }

    private Optional<Hunt.Sighting> fixed(Hunt hunt) throws TargetException {
      Optional<Hunt.Sighting> sighting = hunt.discovery();
      return sighting.isPresent() ? sighting : hunt.scenarios();
    }

    private Optional<Hunt.Sighting> random(Session session, Hunt hunt) throws TargetException {
      ProgramGenerator generator =
          new ProgramGenerator(session.profile(), session.platform(), seed);
      long first = next;
      next += STRETCH;
      return hunt.random(generator, first, STRETCH);
    }

    private Mutant.Caught caught(Hunt.Sighting sighting, Hunt.Shortest shortest) {
      Judgement judgement = shortest.judgement();
      Violation first = judgement.violations().get(0);
      List<String> rules = first.rules().stream().map(Rule::id).toList();
      Set<String> others = new LinkedHashSet<>();
      for (Violation violation : judgement.violations()) {
        violation.rules().forEach(rule -> others.add(rule.id()));
      }
      rules.forEach(others::remove);
      return new Mutant.Caught(
          setting,
          sighting.where(),
          shortest.program(),
          rules,
          List.copyOf(others),
          first.seen(),
          first.permitted(),
          runs(shortest),
          shortest.shown(),
          shortest.minimal());
    }
  }

  private static int runs(Hunt.Shortest shortest) {
    boolean always = shortest.shown() > 0 && shortest.shown() == shortest.runs();
    return always ? 1 : MANY * shortest.runs() / Math.max(1, shortest.shown());
  }
}
