// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.State;
import org.psci.spec.model.TrustedOs;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.MigrateInfoType;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/** States what MIGRATE and MIGRATE_INFO_UP_CPU may answer, by trusted OS, caller and target. */
class MigrateTest {
  private static final int MIGRATE = PsciFunction.MIGRATE.smc64();
  private static final int INFO_UP_CPU = PsciFunction.MIGRATE_INFO_UP_CPU.smc64();
  private static final int CPU_OFF = PsciFunction.CPU_OFF.smc32();

  /** Cores 0 and 1 run, 2 is suspended, 3 is OFF. */
  private static final Asked PLATFORM =
      Asked.of(Version.V1_1)
          .with(Composite.table())
          .in(State.COLD_BOOT.with(1, CoreState.ON).with(2, CoreState.IN_POWER_DOWN));

  @ParameterizedTest(name = "core {0} to {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | 0x0        | INTERNAL_FAILURE SUCCESS
          1 | 0x1        | INTERNAL_FAILURE SUCCESS
          1 | 0x100      | INTERNAL_FAILURE SUCCESS
          1 | 0x101      | INTERNAL_FAILURE INVALID_PARAMETERS DENIED
          1 | 0x2        | INVALID_PARAMETERS
          1 | 0x80000000 | INVALID_PARAMETERS
          0 | 0x0        | NOT_PRESENT INTERNAL_FAILURE
          0 | 0x1        | NOT_PRESENT INTERNAL_FAILURE
          0 | 0x101      | NOT_PRESENT INTERNAL_FAILURE INVALID_PARAMETERS DENIED
          0 | 0x2        | NOT_PRESENT INVALID_PARAMETERS
          """)
  void fromCoreOne(int caller, String target, String results) {
    Asked asked = PLATFORM.withTrustedOsOn(1).by(caller);
    assertThat(asked.results(MIGRATE, Long.decode(target), 0, 0)).isEqualTo(results);
  }

  @ParameterizedTest(name = "core {0} to {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | 0x0 | DENIED
          1 | 0x2 | INVALID_PARAMETERS DENIED
          0 | 0x0 | NOT_PRESENT DENIED
          """)
  void trustedOsThatStaysWhereItIs(int caller, String target, String results) {
    Asked asked = PLATFORM.with(new TrustedOs(MigrateInfoType.UNIPROCESSOR_FIXED, 1)).by(caller);
    assertThat(asked.results(MIGRATE, Long.decode(target), 0, 0)).isEqualTo(results);
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void withoutATrustedOsThereIsNothingToMove(Version version) {
    assertThat(Asked.of(version).outcomes(MIGRATE, 0, 0, 0))
        .allMatch(outcome -> outcome.result().equals("NOT_SUPPORTED"))
        .isNotEmpty();
  }

  @Test
  void trustedOsMovesToTheTarget() {
    Asked asked = PLATFORM.withTrustedOsOn(1).by(1);
    assertThat(asked.results(CPU_OFF, 0, 0, 0)).isEqualTo("DENIED");
    assertThat(asked.results(INFO_UP_CPU, 0, 0, 0)).isEqualTo("0x1");
    State moved = success(asked.outcomes(MIGRATE, 0, 0, 0)).next();
    assertThat(moved).isEqualTo(asked.before().withTrustedOs(0));
    Asked after = asked.in(moved);
    assertThat(after.results(CPU_OFF, 0, 0, 0)).isEqualTo("does not return");
    assertThat(after.by(0).results(CPU_OFF, 0, 0, 0)).isEqualTo("DENIED");
    assertThat(after.results(MIGRATE, 0, 0, 0)).isEqualTo("NOT_PRESENT INTERNAL_FAILURE");
    assertThat(after.results(INFO_UP_CPU, 0, 0, 0)).isEqualTo("0x0");
    assertThat(after.by(0).results(INFO_UP_CPU, 0, 0, 0)).isEqualTo("0x0");
  }

  private static Asked.Outcome success(List<Asked.Outcome> outcomes) {
    return outcomes.stream().filter(o -> o.result().equals("SUCCESS")).findFirst().orElseThrow();
  }

  @Test
  void refusedMigrationLeavesItWhereItIs() {
    Asked asked = PLATFORM.withTrustedOsOn(1).by(1);
    for (long target : new long[] {0, 0x101, 2}) {
      assertThat(asked.outcomes(MIGRATE, target, 0, 0))
          .filteredOn(outcome -> !outcome.result().equals("SUCCESS"))
          .isNotEmpty()
          .allMatch(outcome -> outcome.next().equals(asked.before()));
    }
  }

  @Test
  void wholeMpidrIsTheAnswer() {
    Topology wide = new Topology(List.of(Mpidr.of(0, 0, 0, 0), Mpidr.of(0x12, 0x34, 0x56, 0x78)));
    Asked asked = Asked.of(Version.V1_1).with(wide).withTrustedOsOn(1);
    assertThat(asked.results(INFO_UP_CPU, 0, 0, 0)).isEqualTo("0x1200345678");
    assertThat(asked.outcomes(INFO_UP_CPU, 0, 0, 0).get(0).rule()).isEqualTo("MIG-07");
  }

  @Test
  void withoutATrustedOsTheCoreMeansNothing() {
    assertThat(PLATFORM.results(INFO_UP_CPU, 0, 0, 0)).isEqualTo("anything");
  }

  @Test
  void narrowCallerOfTheWideIdMayGetEitherError() {
    Asked narrow = PLATFORM.withTrustedOsOn(1).from(ExecutionState.AARCH32);
    assertThat(narrow.results(MIGRATE, 0, 0, 0))
        .isEqualTo("NOT_SUPPORTED INVALID_PARAMETERS(AMB-05 B)");
    assertThat(narrow.results(INFO_UP_CPU, 0, 0, 0)).isEqualTo("NOT_SUPPORTED");
    assertThat(narrow.without(PsciFunction.MIGRATE).results(MIGRATE, 0, 0, 0))
        .isEqualTo("NOT_SUPPORTED");
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_PRESENT, MIG-03",
    "INVALID_PARAMETERS, MIG-04",
    "INTERNAL_FAILURE, MIG-05",
    "SUCCESS, MIG-06"
  })
  void answersHaveTheirRules(String result, String rule) {
    Asked asked = PLATFORM.withTrustedOsOn(1);
    List<Asked.Outcome> all =
        List.of(
            asked.outcomes(MIGRATE, 2, 0, 0).get(0),
            asked.outcomes(MIGRATE, 2, 0, 0).get(1),
            asked.by(1).outcomes(MIGRATE, 0, 0, 0).get(0),
            asked.by(1).outcomes(MIGRATE, 0, 0, 0).get(1));
    assertThat(all)
        .filteredOn(outcome -> outcome.result().equals(result))
        .extracting(Asked.Outcome::rule)
        .containsExactly(rule);
  }

  @ParameterizedTest(name = "without {0}: core {1} to {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MIG-03/MIGRATE/the-trusted-os-is-not-on-the-calling-core | 0 | 0x0 | ANY_ERROR SUCCESS does not return SUCCESS*
          MIG-03/MIGRATE/the-trusted-os-is-not-on-the-calling-core | 1 | 0x0 | ''
          MIG-03/MIGRATE/not-present                               | 1 | 0x0 | NOT_PRESENT
          MIG-04/MIGRATE/target-cpu-names-no-core                  | 1 | 0x2 | ANY_ERROR SUCCESS does not return
          MIG-04/MIGRATE/invalid-parameters                        | 1 | 0x0 | INVALID_PARAMETERS
          MIG-01/MIGRATE/denied                                    | 1 | 0x0 | DENIED
          MIG-06/MIGRATE/the-target-is-off-and-so-not-valid        | 1 | 0x101 | ANY_ERROR SUCCESS does not return SUCCESS*
          MIG-06/MIGRATE/the-target-is-not-off                     | 1 | 0x0 | NO_ERROR
          MIG-06/MIGRATE/refused                                   | 1 | 0x0 | INTERNAL_FAILURE*
          """)
  void brokenClauses(String clause, int caller, String target, String more) {
    Asked asked = PLATFORM.withTrustedOsOn(1).by(caller);
    Call call = asked.call(MIGRATE, Long.decode(target), 0, 0);
    assertThat(LeavingOut.of(clause).permits(asked, call)).isEqualTo(more);
  }

  @Test
  void wrongCoreBreaksTheRuleOfMigrateInfoUpCpu() {
    Asked asked = PLATFORM.withTrustedOsOn(1);
    Call call = asked.call(INFO_UP_CPU, 0, 0, 0);
    LeavingOut broken =
        LeavingOut.of("MIG-07/MIGRATE_INFO_UP_CPU/it-is-known-where-the-trusted-os-is");
    assertThat(broken.permits(asked, call)).isEqualTo("ANY_NUMBER");
  }

  @Test
  void in02TheOtherWidthOfMigrateInfoUpCpuMayBeServed() {
    int narrow = PsciFunction.MIGRATE_INFO_UP_CPU.smc32();
    Asked asked = Asked.of(Version.V0_2);
    assertThat(asked.withTrustedOsOn(0).results(narrow, 0, 0, 0))
        .isEqualTo("NOT_SUPPORTED INVALID_PARAMETERS 0x0(AMB-04 B)");
    assertThat(asked.results(narrow, 0, 0, 0))
        .isEqualTo("NOT_SUPPORTED INVALID_PARAMETERS anything");
  }
}
