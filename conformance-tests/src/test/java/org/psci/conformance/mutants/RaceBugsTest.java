// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.program.Program;
import org.psci.conformance.session.Session;
import org.psci.conformance.shorten.Hunt;
import org.psci.conformance.target.TargetException;
import org.psci.conformance.target.Threading;
import org.psci.reference.Bug;
import org.psci.reference.Configuration;

/**
 * Proves that each race is found where cores take turns, and where each has a thread of its own.
 */
class RaceBugsTest {
  private static final long BUDGET = 200_000;

  /** Races that the shortest program loses whoever goes first. */
  private static final Set<Bug> LOST_ALWAYS =
      EnumSet.of(Bug.ABANDON_LEAVES_ANCESTOR_STATE, Bug.STAT_WRONG_UNDER_RACE);

  static Stream<Bug> races() {
    return Bug.RACES.stream();
  }

  private static Mutant.Caught caught(Bug bug, Threading threading) {
    return new Mutants(BUDGET, 1, 1, threading)
        .hunt(List.of(bug), mutant -> {})
        .get(0)
        .caught()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("races")
  void raceIsFoundAmongThreads(Bug bug) {
    Mutant.Caught caught = caught(bug, Threading.MULTI);
    assertThat(caught.allRules()).isNotEmpty();
    assertThat(caught.shortest().program().schedule()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("races")
  void scheduleShowsTheRaceAtOnce(Bug bug) throws TargetException {
    Mutant.Caught caught = caught(bug, Threading.SINGLE);
    Hunt.Shortest shortest = caught.shortest();
    Program program = shortest.program();
    if (LOST_ALWAYS.contains(bug)) {
      assertThat(shortest.shown()).isEqualTo(shortest.runs());
      return;
    }
    assertThat(program.schedule()).as("schedule of%n%s", program).isPresent();
    Configuration machine = caught.setting().configuration();
    for (long seed = 100; seed < 105; seed++) {
      assertThat(run(machine.with(Set.of(bug)), seed, program).violations())
          .extracting(violation -> violation.rules().get(0))
          .first()
          .isEqualTo(shortest.violation().rules().get(0));
      assertThat(run(machine, seed, program).isExplained()).isTrue();
    }
  }

  private static Judgement run(Configuration machine, long seed, Program program)
      throws TargetException {
    try (Session session = new Session(Threading.SINGLE.target(machine, seed))) {
      session.freshStart();
      return session.judge(List.of(program)).get(0).judgement();
    }
  }
}
