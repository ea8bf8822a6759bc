// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.conformance.testing.HandMadeRun.deviation;
import static org.psci.conformance.testing.HandMadeRun.silence;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.psci.conformance.record.Deviation;
import org.psci.conformance.record.NotRun;
import org.psci.conformance.record.ProgramRun;
import org.psci.conformance.record.ProgramVerdict;
import org.psci.conformance.testing.HandMadeRun;

/** Proves what is said of a program that ran more than once, or could not be judged. */
class ProgramsTest {
  private static final String RACE = "scenario race";

  private final Programs programs = new Programs();

  /** Everything is wanted, and a silence is believed with patience only. */
  private static final Programs.Teller TELLER =
      new Programs.Teller() {
        @Override
        public List<String> rules(String scenario) {
          return List.of("VER-01");
        }

        @Override
        public String text(String scenario) {
          return "text of " + scenario;
        }

        @Override
        public boolean isWanted(Deviation deviation) {
          return true;
        }

        @Override
        public String cause(Deviation deviation) {
          return deviation.cause();
        }

        @Override
        public boolean isSure(ProgramRun run, Deviation deviation) {
          return !deviation.silence() || run.patient();
        }

        @Override
        public boolean isLate(Deviation silence) {
          return silence.cause().endsWith("/late");
        }

        @Override
        public List<EventData> events(ProgramRun run, Optional<Deviation> deviation) {
          return List.of();
        }
      };

  private void add(HandMadeRun... runs) {
    for (HandMadeRun run : runs) {
      programs.add(run.recorded());
    }
  }

  private Results.ScenarioData only() {
    List<Results.ScenarioData> all = programs.scenarios(TELLER);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @Test
  void worstRunOfARaceIsWhatCameOfIt() {
    add(
        HandMadeRun.of(RACE).number(0).way("a"),
        HandMadeRun.of(RACE).number(1).way("b").shows(deviation("odd", "VER-01")),
        HandMadeRun.of(RACE).number(2).way("a"));
    assertThat(only().verdict()).isEqualTo(ProgramVerdict.VIOLATED);
    assertThat(only().deviations())
        .containsExactly(
            new Results.SeenData("saw odd", List.of("anything else"), List.of("VER-01/odd")));
    assertThat(only().outcomes()).extracting(outcome -> outcome.runs()).containsExactly(2, 1);
  }

  @Test
  void programThatIsJudgedWhenRepeatedIsJudgedAndTheReaderIsTold() {
    add(
        HandMadeRun.of("scenario a").undecided("it died").repeated(),
        HandMadeRun.of("scenario a").patient());
    assertThat(only().verdict()).isEqualTo(ProgramVerdict.EXPLAINED);
    assertThat(programs.undecided()).isEmpty();
    assertThat(programs.setbacks())
        .contains(
            "1 program could not be judged when it first ran, and was judged when run again after"
                + " a fresh start; it was scenario a: it died");
  }

  @Test
  void programThatIsNotJudgedWhenRepeatedEitherIsUndecidedOnce() {
    add(
        HandMadeRun.of("scenario a").undecided("it died").repeated(),
        HandMadeRun.of("scenario a").undecided("it died again").patient());
    assertThat(only().verdict()).isEqualTo(ProgramVerdict.UNDECIDED);
    assertThat(only().why()).isEqualTo("it died again");
    assertThat(programs.undecided())
        .extracting(Results.UndecidedData::why)
        .containsExactly("it died again");
    assertThat(programs.setbacks()).isEmpty();
  }

  @Test
  void whatAProgramShowedBeforeItDiedCountsThoughItRanWellLater() {
    add(
        HandMadeRun.of("scenario a")
            .shows(deviation("odd", "VER-01"))
            .undecided("it died")
            .repeated(),
        HandMadeRun.of("scenario a").patient());
    assertThat(only().verdict()).isEqualTo(ProgramVerdict.VIOLATED);
  }

  @Test
  void silenceThatNobodyHasLookedIntoIsUndecided() {
    add(
        HandMadeRun.of("scenario a").shows(silence("gone", "VER-01")).repeated(),
        HandMadeRun.of("scenario a").patient());
    assertThat(only().verdict()).isEqualTo(ProgramVerdict.UNDECIDED);
    assertThat(only().why()).isEqualTo("something did not come, and nothing confirmed that");
  }

  @Test
  void silenceThatComesWithPatienceSaysNothing() {
    add(
        HandMadeRun.of("scenario a").shows(silence("late", "VER-01")).repeated(),
        HandMadeRun.of("scenario a").patient());
    assertThat(only().verdict()).isEqualTo(ProgramVerdict.EXPLAINED);
  }

  @Test
  void scenarioThatDidNotRunSaysWhy() {
    programs.add(new NotRun("race", "too few cores"));
    assertThat(only().verdict()).isEqualTo(ProgramVerdict.SKIPPED);
    assertThat(only().why()).isEqualTo("too few cores");
    assertThat(only().program()).isEqualTo("text of race");
    assertThat(programs.notRun()).containsExactly("race");
  }

  @Test
  void randomProgramsAreCountedOnceThoughTheyAreRepeated() {
    programs.addExplainedRandom(10);
    add(
        HandMadeRun.of("random 3").shows(deviation("odd", "VER-01")),
        HandMadeRun.of("random 5").undecided("it died").repeated(),
        HandMadeRun.of("random 5").undecided("it died").patient(),
        HandMadeRun.of("random 6").shows(silence("gone", "VER-01")).repeated(),
        HandMadeRun.of("random 6").shows(silence("gone", "VER-01")).patient());
    assertThat(programs.randomData(TELLER)).isEqualTo(new Results.RandomData(13, 2, 1));
  }
}
