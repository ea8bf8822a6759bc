// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Version;

/** States what CPU_ON may answer, by version, state of the target and entry point. */
class CpuOnTest {
  private static final int CPU_ON = PsciFunction.CPU_ON.smc64();
  private static final long CONTEXT = 0x1111_2222_3333_4444L;
  private static final long BAD_ENTRY = 4;

  @ParameterizedTest(name = "{0}: {1}, {2} entry point")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          V0_2 | OFF        | good | SUCCESS INTERNAL_FAILURE
          V1_0 | OFF        | good | SUCCESS INTERNAL_FAILURE
          V1_1 | OFF        | good | SUCCESS INTERNAL_FAILURE
          V1_2 | OFF        | good | SUCCESS INTERNAL_FAILURE DENIED
          V1_3 | OFF        | good | SUCCESS INTERNAL_FAILURE DENIED
          V1_1 | ON         | good | ALREADY_ON
          V1_1 | ON_PENDING | good | ON_PENDING
          V1_1 | itself     | good | ALREADY_ON
          V1_1 | no core    | good | INVALID_PARAMETERS
          V0_2 | OFF        | bad  | INVALID_PARAMETERS SUCCESS(AMB-12 B) INTERNAL_FAILURE
          V1_0 | OFF        | bad  | INVALID_ADDRESS SUCCESS(AMB-12 B) INTERNAL_FAILURE
          V1_1 | ON         | bad  | INVALID_ADDRESS ALREADY_ON
          V1_1 | ON_PENDING | bad  | INVALID_ADDRESS ON_PENDING
          V1_1 | no core    | bad  | INVALID_ADDRESS INVALID_PARAMETERS
          V1_1 | disabled   | good | INTERNAL_FAILURE INVALID_PARAMETERS DENIED DISABLED
          """)
  void permits(Version version, String target, String entry, String results) {
    Asked asked = Asked.of(version).in(state(target));
    Asked machine = target.equals("disabled") ? asked.withDisabled(1) : asked;
    long address = entry.equals("good") ? Asked.ENTRY : BAD_ENTRY;
    assertThat(machine.results(CPU_ON, targetCpu(target), address, CONTEXT)).isEqualTo(results);
  }

  private static State state(String target) {
    return switch (target) {
      case "ON" -> State.COLD_BOOT.with(1, CoreState.ON);
      case "ON_PENDING" -> State.COLD_BOOT.with(1, CoreState.pendingFrom(0));
      default -> State.COLD_BOOT;
    };
  }

  private static long targetCpu(String target) {
    return switch (target) {
      case "itself" -> 0;
      case "no core" -> 7;
      default -> 1;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCESS, CPU_ON-20",
    "INTERNAL_FAILURE, CPU_ON-11",
    "DENIED, CPU_ON-12",
    "INVALID_ADDRESS, CPU_ON-04"
  })
  void answersHaveTheirRules(String result, String rule) {
    assertThat(Asked.of(Version.V1_2).outcomes(CPU_ON, 1, BAD_ENTRY, CONTEXT))
        .filteredOn(outcome -> outcome.result().equals(result))
        .extracting(Asked.Outcome::rule)
        .containsExactly(rule);
  }

  @Test
  void successMakesTheTargetPendingOnBehalfOfTheCaller() {
    State twoOn = State.COLD_BOOT.with(3, CoreState.ON);
    List<Asked.Outcome> outcomes =
        Asked.of(Version.V1_1).in(twoOn).by(3).outcomes(CPU_ON, 0x100, Asked.ENTRY, CONTEXT);
    assertThat(outcomes.get(0).result()).isEqualTo("SUCCESS");
    assertThat(outcomes.get(0).next()).isEqualTo(twoOn.with(2, CoreState.pendingFrom(3)));
    assertThat(outcomes.get(0).next())
        .hasToString("0 ON, 2 ON_PENDING (CPU_ON of core 3), 3 ON, all others OFF");
  }

  @Test
  void pendingCoreComesUpByAHiddenStep() {
    State pending = State.COLD_BOOT.with(1, CoreState.pendingFrom(0));
    assertThat(CoreStart.isPossible(pending, 1)).isTrue();
    assertThat(CoreStart.isPossible(pending, 0)).isFalse();
    assertThat(CoreStart.isPossible(pending, 2)).isFalse();
    Platform platform = Asked.of(Version.V1_1).platform();
    assertThat(CoreStart.of(platform, pending, 1)).isEqualTo(State.COLD_BOOT.with(1, CoreState.ON));
  }

  @Test
  void narrowCallHasNarrowArguments() {
    Asked asked = Asked.of(Version.V1_1);
    long junk = 0xffff_ffff_0000_0000L;
    assertThat(
            asked.results(
                PsciFunction.CPU_ON.smc32(), junk | 1, junk | Asked.ENTRY, junk | CONTEXT))
        .isEqualTo("SUCCESS INTERNAL_FAILURE");
    assertThat(asked.results(CPU_ON, junk | 1, Asked.ENTRY, CONTEXT))
        .isEqualTo("INVALID_PARAMETERS");
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_PARAMETERS, CPU_ON-03",
    "INVALID_ADDRESS, CPU_ON-04",
    "ALREADY_ON, CPU_ON-05",
    "ON_PENDING, CPU_ON-06",
    "DENIED, CPU_ON-12",
    "NOT_PRESENT, CPU_ON-03"
  })
  void codeOutOfSeasonBreaksTheRuleThatDefinesIt(ReturnCode code, String rule) {
    Asked asked = Asked.of(Version.V1_2);
    assertThat(
            new Specification(asked.platform())
                .brokenBy(asked.call(CPU_ON, 1, Asked.ENTRY, 0), code.value(), List.of()))
        .extracting(Object::toString)
        .startsWith(rule);
  }
}
