// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.psci.conformance.generate.ProgramGenerator.Mix;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.TargetException;
import org.psci.conformance.target.Threading;
import org.psci.reference.Bug;
import org.psci.reference.Configuration;

/** Proves that a soak ends when it should, counts what it did, and stops at a deviation. */
class SoakTest {
  private static final Configuration BROKEN =
      Configuration.standard().with(Set.of(Bug.CPUON_CONTEXT_DROPPED));

  private static Subject subject(String name, Configuration configuration) {
    return new Subject(name, "--target reference", seed -> ReferenceTarget.of(configuration, seed));
  }

  private static SoakResult soak(int threads, Subject... subjects) throws InterruptedException {
    return new Soak(List.of(subjects), Mix.EVERYTHING, true, 20_000, threads, 1).run();
  }

  @Test
  void itEndsAfterEnoughEvents() throws Exception {
    SoakResult result =
        soak(
            2,
            subject("one", Configuration.standard()),
            subject("other", Configuration.standard()));
    assertThat(result.flag()).isEmpty();
    assertThat(result.trouble()).isEmpty();
    assertThat(result.undecided()).isZero();
    assertThat(result.events()).isBetween(20_000L, 40_000L);
    assertThat(result.figures()).allMatch(figures -> figures.programs() > 0);
    assertThat(result.perSecond()).isPositive();
  }

  @Test
  void machinesWithThreadsDoNothingThatIsFlagged() throws Exception {
    Soak soak = new Soak(Subject.lawful(Threading.MULTI), Mix.EVERYTHING, false, 10_000, 2, 3);
    SoakResult result = soak.run();
    assertThat(result.flag()).isEmpty();
    assertThat(result.trouble()).isEmpty();
    assertThat(result.undecided()).isZero();
    assertThat(result.races()).isPositive();
  }

  @Test
  void racesAloneRaceNearlyAlways() throws Exception {
    Soak soak = new Soak(Subject.lawful(Threading.SINGLE), Mix.RACES, true, 100_000, 2, 4);
    SoakResult result = soak.run();
    assertThat(result.flag()).isEmpty();
    assertThat(result.undecided()).isZero();
    assertThat(result.races()).isGreaterThan(result.programs() / 2);
  }

  @Test
  void itStopsAtADeviation() throws Exception {
    SoakResult result = soak(2, subject("good", Configuration.standard()), subject("bad", BROKEN));
    SoakResult.Flag flag = result.flag().orElseThrow();
    assertThat(flag.subject().name()).isEqualTo("bad");
    assertThat(flag.shortest().minimal()).isTrue();
    assertThat(flag.shortest().text(flag.subject().words()))
        .contains("# target: --target reference\n", "core 0: CPU_ON");
  }

  @Test
  void itEndsWithAMachineThatIsNotThere() throws Exception {
    Subject gone =
        new Subject(
            "gone",
            "",
            seed -> {
              throw new TargetException("it is gone");
            });
    assertThat(soak(1, gone).trouble()).contains("it is gone");
  }

  @Test
  void itStopsWhenTold() throws Exception {
    Soak soak =
        new Soak(
            List.of(subject("one", Configuration.standard())),
            Mix.EVERYTHING,
            true,
            Long.MAX_VALUE,
            1,
            1);
    soak.stop();
    assertThat(soak.run().programs()).isLessThan(100);
  }
}
