// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.reviewing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.program.Phase;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.review.Claim;
import org.psci.conformance.review.ClaimsFile;
import org.psci.conformance.review.Review;
import org.psci.conformance.review.Review.CellVerdict;
import org.psci.conformance.run.ProgressListener;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;
import org.psci.conformance.testing.Runs;
import org.psci.reference.Bug;
import org.psci.reference.Choice;
import org.psci.reference.Configuration;

/**
 * Proves on reference machines that each machine which has a claim wrong is caught by a rule of the
 * claim, that no lawful machine is, and that the programs that settle claims hold nothing needless.
 */
class ReviewRunTest {
  private static final String REFERENCE = "reference";
  private static final String BUG = REFERENCE + " --bug ";
  private static final int RUNS = 10;
  private static final int SEEDS = 20;
  private static final int RUNS_A_SEED = 10;

  private static Review review;

  @BeforeAll
  static void run() {
    review =
        new ReviewRun(
                ClaimsFile.builtIn(),
                words -> machine(words, 1),
                RUNS,
                Duration.ofMinutes(5),
                ProgressListener.NONE)
            .run();
  }

  private static Target machine(String words, long seed) throws TargetException {
    Configuration configuration = Configuration.standard();
    if (words.equals(REFERENCE + " --downgrade")) {
      configuration = configuration.with(Choice.DOWNGRADES);
    } else if (words.startsWith(BUG)) {
      configuration =
          configuration.with(Set.of(Bug.find(words.substring(BUG.length())).orElseThrow()));
    } else if (!words.equals(REFERENCE)) {
      throw new TargetException("not here");
    }
    return ReferenceTarget.of(configuration, seed);
  }

  private static boolean isReference(String words) {
    return words.startsWith(REFERENCE);
  }

  @Test
  void machinesThatHaveAClaimWrongAreCaughtByItsRules() {
    for (Review.Outcome outcome : review.claims()) {
      List<String> rules = outcome.claim().rules().stream().map(Object::toString).toList();
      assertThat(outcome.settled())
          .as(outcome.claim().id())
          .extracting(settled -> settled.by().machine())
          .containsExactlyElementsOf(
              outcome.claim().caught().stream()
                  .map(Claim.Embodiment::machine)
                  .filter(ReviewRunTest::isReference)
                  .toList());
      assertThat(outcome.settled())
          .allSatisfy(settled -> assertThat(settled.rules()).containsAnyElementsOf(rules))
          .allMatch(Review.Settled::minimal);
    }
  }

  @Test
  void lawfulMachinesAreAsSpecifiedOnEveryProgram() {
    for (Review.Outcome outcome : review.claims()) {
      for (int index = 0; index < review.machines().size(); index++) {
        Review.Machine machine = review.machines().get(index);
        if (machine.kind() == Review.Kind.TARGET && isReference(machine.words())) {
          Review.Cell cell = outcome.cells().get(index);
          assertThat(cell.verdict()).isEqualTo(CellVerdict.AS_SPECIFIED);
          assertThat(cell.programsRun()).isEqualTo(cell.programs());
        }
      }
    }
  }

  @Test
  void machineThatDowngradesNeverEnters() {
    int index =
        review.machines().stream()
            .map(Review.Machine::words)
            .toList()
            .indexOf(REFERENCE + " --downgrade");
    for (Review.Outcome outcome : review.claims()) {
      assertThat(outcome.cells().get(index).entered()).isZero();
    }
    assertThat(review.claims()).anyMatch(outcome -> outcome.cells().get(index).returned() > 0);
  }

  @Test
  void machineThatIsNotThereIsNotRunAndSaysWhy() {
    for (Review.Outcome outcome : review.claims()) {
      for (int index = 0; index < review.machines().size(); index++) {
        if (!isReference(review.machines().get(index).words())) {
          assertThat(outcome.cells().get(index).verdict()).isEqualTo(CellVerdict.NOT_RUN);
          assertThat(outcome.cells().get(index).why()).isEqualTo("not here");
        }
      }
    }
  }

  @Test
  void nothingCanBeLeftOutOfAProgramThatSettlesAClaim() throws Exception {
    for (Review.Outcome outcome : review.claims()) {
      for (Review.Settled settled : outcome.settled()) {
        Program program = ProgramParser.parse(settled.name(), settled.program());
        for (int left = 0; left < program.phases().size(); left++) {
          List<Phase> phases = new ArrayList<>(program.phases());
          phases.remove(left);
          assertThat(shows(outcome.claim(), settled, new Program(program.shape(), phases)))
              .as("%s without its part %d:%n%s", settled.name(), left + 1, program)
              .isFalse();
        }
        assertThat(shows(outcome.claim(), settled, program)).as(settled.program()).isTrue();
      }
    }
  }

  private static boolean shows(Claim claim, Review.Settled settled, Program program)
      throws TargetException {
    for (long seed = 1; seed <= SEEDS; seed++) {
      try (Session session = new Session(machine(settled.by().machine(), 1000 * seed))) {
        for (Judgement judgement : Runs.judge(session, Collections.nCopies(RUNS_A_SEED, program))) {
          if (!judgement.violations().isEmpty()
              && claim.isTouchedBy(judgement.violations().get(0).rules())) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
