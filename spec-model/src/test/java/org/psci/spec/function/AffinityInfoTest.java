// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Clause;
import org.psci.spec.clause.LeftOut;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.AffinityState;
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
    assertThat(Specification.junkRules(junk)).extracting(Object::toString).contains("AFF-12");
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
          AFF-01/AFFINITY_INFO/the-core-is-off           | 0x101 | 0 | OFF ANY_NUMBER(AFF-01)
          AFF-01/AFFINITY_INFO/the-core-is-off           | 0x0   | 0 | ON
          AFF-01/AFFINITY_INFO/the-core-is-being-started | 0x1   | 0 | ON_PENDING ANY_NUMBER(AFF-01)
          AFF-03/AFFINITY_INFO/a-core-of-the-group-is-running | 0x0  | 1 | ON INVALID_PARAMETERS AFFINITY_STATE(AFF-03)
          AFF-03/AFFINITY_INFO/a-core-of-the-group-is-running | 0xff | 1 | ON INVALID_PARAMETERS
          AFF-05/AFFINITY_INFO/other-results-a-level-above-0-is-asked-for-from-1-0-on | 0x0 | 1 | ON INVALID_PARAMETERS ANY_NUMBER(AFF-05)
          AFF-04/AFFINITY_INFO/fields-below-the-level-name-no-core-of-the-group-amb-25-b | 0xff | 1 | ON INVALID_PARAMETERS INVALID_PARAMETERS(AFF-04)
          AFF-06/AFFINITY_INFO/target-affinity-names-nothing          | 0x2 | 0 | ANY_ERROR(AFF-06) ON(AFF-06) OFF(AFF-06) ON_PENDING(AFF-06)
          AFF-06/AFFINITY_INFO/target-affinity-names-nothing-amb-27-b | 0x2 | 0 | INVALID_PARAMETERS OFF(AFF-06)
          AFF-06/AFFINITY_INFO/lowest-affinity-level-is-above-3-amb-26-b | 0x0 | 4 | INVALID_PARAMETERS AFFINITY_STATE(AFF-06)
          AFF-06/AFFINITY_INFO/invalid-parameters        | 0x101 | 0 | OFF INVALID_PARAMETERS(AFF-06)
          AFF-11/AFFINITY_INFO/not-present-the-version-is-1-0-or-later | 0x101 | 0 | OFF NOT_PRESENT(AFF-11)
          AFF-09/AFFINITY_INFO/other-results             | 0x0   | 0 | ON ANY_NUMBER(AFF-09)
          """)
  void clauseThatIsNotKeptPermitsMore(String clause, String target, long level, String results) {
    Asked asked = Asked.of(Version.V1_1).in(MIXED);
    assertThat(
            asked.resultsWithout(
                new AffinityInfo(), clause, AFFINITY_INFO, Long.decode(target), level, 0))
        .startsWith(results);
  }

  @Test
  void everyClauseHasItsOwnId() {
    assertThat(new AffinityInfo().clauses()).extracting(Clause::id).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"0x101, OFF, ON", "0x1, ON_PENDING, OFF", "0x0, ON, ON"})
  void askingDisturbsACoreOnlyWhereThatIsNotKept(String target, String result, String after) {
    Asked asked = Asked.of(Version.V1_1).in(MIXED);
    AffinityInfo section = new AffinityInfo();
    Clause quiet =
        section.clauses().stream()
            .filter(clause -> clause.rule().id().equals("AFF-10"))
            .findFirst()
            .orElseThrow();
    List<State> next = new ArrayList<>();
    Call call = asked.call(AFFINITY_INFO, Long.decode(target), 0, 0);
    section
        .without(LeftOut.of(quiet))
        .permit(asked.platform(), MIXED, call, new States(next, result));
    int core = Asked.TOPOLOGY.indexOf(Long.decode(target));
    assertThat(next).extracting(state -> state.core(core).toString()).last().isEqualTo(after);
  }

  /** The states that go with an answer. */
  private record States(List<State> next, String answer) implements Outcomes {
    @Override
    public void returns(int value, State after, Because why) {
      assertThat(AffinityState.values()[value]).hasToString(answer);
      next.add(after);
    }

    @Override
    public void returnsNumber(long value, State after, Because why) {
      throw new AssertionError(value);
    }

    @Override
    public void returnsOneOf(Answers answers, State after, Because why) {
      throw new AssertionError(answers);
    }

    @Override
    public void leaves(State after, Because why) {
      throw new AssertionError(after);
    }

    @Override
    public void returnsAnything(State after) {
      throw new AssertionError(after);
    }
  }
}
