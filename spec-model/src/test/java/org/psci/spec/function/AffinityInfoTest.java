// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/** States what AFFINITY_INFO may answer: for cores, for groups, for what does not exist. */
class AffinityInfoTest {
  private static final int AFFINITY_INFO = PsciFunction.AFFINITY_INFO.smc64();

  /** Cluster 0: core 0 ON, core 1 pending. Cluster 1: core 2 pending, core 3 OFF. */
  private static final State MIXED =
      State.COLD_BOOT.with(1, CoreState.pendingFrom(0)).with(2, CoreState.pendingFrom(0));

  @ParameterizedTest(name = "{0}: target {1}, level {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          V1_1 | 0x0         | 0          | ON
          V1_1 | 0x1         | 0          | ON_PENDING
          V1_1 | 0x101       | 0          | OFF
          V1_1 | 0x0         | 1          | ON INVALID_PARAMETERS
          V1_1 | 0xff        | 1          | ON INVALID_PARAMETERS
          V1_1 | 0x100       | 1          | ON_PENDING INVALID_PARAMETERS
          V1_1 | 0x1ff       | 1          | ON_PENDING INVALID_PARAMETERS
          V1_1 | 0x0         | 2          | ON INVALID_PARAMETERS
          V1_1 | 0x0         | 3          | ON INVALID_PARAMETERS
          V0_2 | 0x0         | 1          | ON
          V0_2 | 0x100       | 1          | ON_PENDING
          V0_2 | 0x0         | 2          | ON
          V0_2 | 0x0         | 3          | ON INVALID_PARAMETERS
          V1_1 | 0x2         | 0          | INVALID_PARAMETERS
          V1_1 | 0x200       | 1          | INVALID_PARAMETERS
          V1_1 | 0x80000000  | 0          | INVALID_PARAMETERS
          V1_1 | 0x100000000 | 0          | INVALID_PARAMETERS
          V1_1 | 0x0         | 4          | INVALID_PARAMETERS
          V1_1 | 0x0         | 0xffffffff | INVALID_PARAMETERS
          V1_1 | 0x0         | 0x100000000 | ON
          """)
  void permits(Version version, String target, String level, String results) {
    Asked asked = Asked.of(version).in(MIXED);
    assertThat(asked.results(AFFINITY_INFO, Long.decode(target), Long.decode(level), 0))
        .isEqualTo(results);
  }

  @Test
  void groupIsOffOnceAllOfItAre() {
    assertThat(Asked.of(Version.V0_2).results(AFFINITY_INFO, 0x100, 1, 0)).isEqualTo("OFF");
  }

  @Test
  void coreOutOfOrderIsDisabled() {
    Asked asked = Asked.of(Version.V1_1).withDisabled(1);
    assertThat(asked.results(AFFINITY_INFO, 1, 0, 0)).isEqualTo("DISABLED");
    assertThat(asked.results(AFFINITY_INFO, 0, 0, 0)).isEqualTo("ON");
  }

  @Test
  void levelIsAWordInEitherWidth() {
    Asked asked = Asked.of(Version.V1_1).in(MIXED);
    Call junk = asked.call(AFFINITY_INFO, 1, 0x7_0000_0000L, 0);
    assertThat(asked.outcomes(junk))
        .extracting(Asked.Outcome::result)
        .containsExactly("ON_PENDING");
  }

  @ParameterizedTest
  @CsvSource({"0, AFF-01", "1, AFF-03"})
  void answersHaveTheirRules(long level, String rule) {
    assertThat(Asked.of(Version.V1_1).outcomes(AFFINITY_INFO, 0, level, 0).get(0).rule())
        .isEqualTo(rule);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void nothingChanges(long level) {
    assertThat(Asked.of(Version.V1_1).in(MIXED).outcomes(AFFINITY_INFO, 0x100, level, 0))
        .isNotEmpty()
        .allMatch(outcome -> outcome.next().equals(MIXED));
  }

  @ParameterizedTest(name = "target {0}, level {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0x2        | 0 | INVALID_PARAMETERS(AMB-27 A)
          0x200      | 1 | INVALID_PARAMETERS(AMB-27 A)
          0x80000000 | 0 | INVALID_PARAMETERS(AMB-08 A)
          0x80000000 | 4 | INVALID_PARAMETERS(AMB-26 A)
          0x0        | 4 | INVALID_PARAMETERS(AMB-26 A)
          0x0        | 1 | ON INVALID_PARAMETERS
          0xff       | 1 | ON(AMB-25 A) INVALID_PARAMETERS
          """)
  void whatDoesNotExistAndJunkBelowTheLevelAreOpenPoints(
      String target, long level, String readings) {
    Asked asked = Asked.of(Version.V1_1).in(MIXED);
    assertThat(asked.readings(AFFINITY_INFO, Long.decode(target), level, 0)).isEqualTo(readings);
  }

  @Test
  void refusalOfALevelHasItsRule() {
    assertThat(Asked.of(Version.V1_1).outcomes(AFFINITY_INFO, 0, 1, 0).get(1).rule())
        .isEqualTo("AFF-05");
    assertThat(Asked.of(Version.V0_2).outcomes(AFFINITY_INFO, 0, 3, 0).get(1).rule())
        .isEqualTo("AFF-06");
  }

  @Test
  void before10EveryLevelOfTheMachineMustBeAnswered() {
    Topology deep = new Topology(List.of(Mpidr.of(1, 0, 0, 0), Mpidr.of(2, 0, 0, 0)));
    long first = deep.mpidr(0).value();
    assertThat(Asked.of(Version.V0_2).with(deep).results(AFFINITY_INFO, first, 3, 0))
        .isEqualTo("ON");
    Topology flat = Topology.clusters(1, 2);
    assertThat(Asked.of(Version.V0_2).with(flat).results(AFFINITY_INFO, 0, 2, 0))
        .isEqualTo("ON INVALID_PARAMETERS");
    Topology single = Topology.clusters(1, 1);
    assertThat(Asked.of(Version.V0_2).with(single).results(AFFINITY_INFO, 0, 1, 0)).isEqualTo("ON");
  }

  @ParameterizedTest(name = "without {0}: target {1}, level {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AFF-01/AFFINITY_INFO/the-core-is-off           | 0x101 | 0 | ANY_NUMBER
          AFF-01/AFFINITY_INFO/the-core-is-off           | 0x0   | 0 | ''
          AFF-01/AFFINITY_INFO/the-core-is-being-started | 0x1   | 0 | ANY_NUMBER
          AFF-03/AFFINITY_INFO/a-core-of-the-group-is-running | 0x0  | 1 | AFFINITY_STATE
          AFF-03/AFFINITY_INFO/a-core-of-the-group-is-running | 0xff | 1 | ''
          AFF-05/AFFINITY_INFO/other-results-a-level-above-0-is-asked-for-from-1-0-on | 0x0 | 1 | ANY_NUMBER
          AFF-04/AFFINITY_INFO/fields-below-the-level-name-no-core-of-the-group-amb-25-b | 0xff | 1 | ''
          AFF-06/AFFINITY_INFO/target-affinity-names-nothing          | 0x2 | 0 | ANY_ERROR ON does not return OFF ON_PENDING DISABLED
          AFF-06/AFFINITY_INFO/of-what-does-not-exist    | 0x2   | 0 | ANY_ERROR ON does not return OFF ON_PENDING DISABLED
          AFF-06/AFFINITY_INFO/of-what-does-not-exist    | 0x101 | 0 | ''
          AFF-06/AFFINITY_INFO/target-affinity-names-nothing-amb-27-b | 0x2 | 0 | OFF
          AFF-06/AFFINITY_INFO/lowest-affinity-level-is-above-3-amb-26-b | 0x0 | 4 | AFFINITY_STATE
          AFF-06/AFFINITY_INFO/invalid-parameters        | 0x101 | 0 | ''
          AFF-11/AFFINITY_INFO/not-present-the-version-is-1-0-or-later | 0x101 | 0 | NOT_PRESENT
          AFF-09/AFFINITY_INFO/other-results-no-group-is-asked-for | 0x0   | 0 | ANY_NUMBER
          """)
  void clauseThatIsNotKeptPermitsMore(String clause, String target, long level, String results) {
    Asked asked = Asked.of(Version.V1_1).in(MIXED);
    Call call = asked.call(AFFINITY_INFO, Long.decode(target), level, 0);
    assertThat(LeavingOut.of(clause).permits(asked, call)).isEqualTo(results);
  }

  @Test
  void beforeVersion10FieldsBelowTheLevelShowAFaultWithAName() {
    Asked asked = Asked.of(Version.V0_2).in(MIXED);
    LeavingOut followed =
        LeavingOut.of(
            "AFF-04/AFFINITY_INFO/fields-below-the-level-name-no-core-of-the-group-amb-25-b");
    assertThat(followed.permits(asked, asked.call(AFFINITY_INFO, 0xff, 1, 0)))
        .isEqualTo("INVALID_PARAMETERS");
    assertThat(followed.permits(asked, asked.call(AFFINITY_INFO, 0x1, 1, 0))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0x101, OFF and core 3 is ON",
    "0x1, ON_PENDING and core 1 is OFF",
    "0x0, ''" // it runs, and shows that it does
  })
  void askingDisturbsACoreOnlyWhereThatIsNotKept(String target, String more) {
    Asked asked = Asked.of(Version.V1_1).in(MIXED);
    Call call = asked.call(AFFINITY_INFO, Long.decode(target), 0, 0);
    int core = Asked.TOPOLOGY.indexOf(Long.decode(target));
    assertThat(LeavingOut.of("AFF-10/AFFINITY_INFO/asked").outcomes(asked, call))
        .extracting(o -> o.result() + " and core " + core + " is " + o.next().core(core))
        .containsExactly(more.isEmpty() ? new String[0] : new String[] {more});
  }
}
