// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.spec.model.Call;
import org.psci.spec.model.MemoryRange;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/** States what MEM_PROTECT and MEM_PROTECT_CHECK_RANGE may answer. */
class MemProtectTest {
  private static final int MEM_PROTECT = PsciFunction.MEM_PROTECT.smc32();
  private static final int CHECK_RANGE = PsciFunction.MEM_PROTECT_CHECK_RANGE.smc64();
  private static final Asked PLATFORM =
      Asked.of(Version.V1_1)
          .withMemory(
              new MemoryRange(0x4000_0000L, 0x1000_0000L),
              new MemoryRange(0xffff_ffff_ffff_0000L, 0x1_0000L));

  @ParameterizedTest(name = "{0}: MEM_PROTECT({1})")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NO    | 0           | 0   | NO
          NO    | 1           | 0   | YES
          YES   | 1           | 1   | YES
          YES   | 0           | 1   | NO
          MAYBE | 1           | 0 1 | YES
          MAYBE | 0           | 0 1 | NO
          NO    | 2           | 0   | YES
          YES   | 0xffffffff  | 1   | YES
          YES   | 0x100000000 | 1   | NO
          """)
  void tellsWhatWasBefore(
      State.Certainty before, String enable, String results, State.Certainty after) {
    Asked asked = PLATFORM.in(State.COLD_BOOT.withProtection(before));
    assertThat(asked.results(MEM_PROTECT, Long.decode(enable), 0, 0)).isEqualTo(results);
    assertThat(asked.outcomes(MEM_PROTECT, Long.decode(enable), 0, 0))
        .allMatch(outcome -> outcome.next().protectsMemory() == after)
        .allMatch(outcome -> outcome.rule().equals("MEM-01"));
  }

  @Test
  void valueOtherThanZeroAndOneIsNoError() {
    assertThat(PLATFORM.readings(MEM_PROTECT, 2, 0, 0)).isEqualTo("0(AMB-31 A)");
    assertThat(PLATFORM.readings(MEM_PROTECT, 1, 0, 0)).isEqualTo("0");
    LeavingOut followed = LeavingOut.of("MEM-01/MEM_PROTECT/enable-is-neither-0-nor-1-amb-31-b");
    assertThat(followed.permits(PLATFORM, PLATFORM.call(MEM_PROTECT, 2, 0, 0)))
        .isEqualTo("INVALID_PARAMETERS");
    assertThat(followed.permits(PLATFORM, PLATFORM.call(MEM_PROTECT, 1, 0, 0))).isEmpty();
  }

  @Test
  void isOffAfterABoot() {
    assertThat(PLATFORM.platform().coldBoot().protectsMemory()).isEqualTo(State.Certainty.NO);
  }

  @ParameterizedTest(name = "{0} and {1} bytes")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0x40000000         | 0x1        | SUCCESS
          0x40000000         | 0x10000000 | SUCCESS
          0x4fffffff         | 0x1        | SUCCESS
          0x40000000         | 0x10000001 | DENIED
          0x3fffffff         | 0x2        | DENIED
          0x3fffffff         | 0x1        | DENIED
          0x50000000         | 0x1        | DENIED
          0x40000000         | 0x0        | DENIED SUCCESS
          0x0                | 0x0        | DENIED SUCCESS
          0xffffffffffff0000 | 0x10000    | SUCCESS
          0xffffffffffffffff | 0x1        | SUCCESS
          0xffffffffffffffff | 0x2        | DENIED
          0x40000001         | 0xffffffffffffffff | DENIED
          0x0                | 0xffffffffffffffff | DENIED
          """)
  void checksRanges(String base, String length, String results) {
    assertThat(PLATFORM.results(CHECK_RANGE, parse(base), parse(length), 0)).isEqualTo(results);
  }

  private static long parse(String hex) {
    return Long.parseUnsignedLong(hex.substring(2), 16);
  }

  @Test
  void rangeIsCheckedWhetherProtectionIsOnOrNot() {
    Asked on = PLATFORM.in(State.COLD_BOOT.withProtection(State.Certainty.YES));
    assertThat(on.results(CHECK_RANGE, 0x4000_0000L, 1, 0)).isEqualTo("SUCCESS");
    assertThat(on.outcomes(CHECK_RANGE, 0x4000_0000L, 1, 0).get(0).next()).isEqualTo(on.before());
  }

  @Test
  void whereNobodySaysWhatMemoryThereIsEitherAnswerMayBeRight() {
    Asked unknown = Asked.of(Version.V1_1);
    assertThat(unknown.results(CHECK_RANGE, 0x4000_0000L, 1, 0)).isEqualTo("SUCCESS DENIED");
    assertThat(unknown.results(CHECK_RANGE, -1, 2, 0)).isEqualTo("DENIED");
    assertThat(unknown.readings(CHECK_RANGE, 0, 0, 0))
        .isEqualTo("DENIED(AMB-30 A) SUCCESS(AMB-30 B)");
  }

  @Test
  void narrowRangesHaveNarrowArguments() {
    int narrow = PsciFunction.MEM_PROTECT_CHECK_RANGE.smc32();
    long junk = 0x7_0000_0000L;
    assertThat(PLATFORM.results(narrow, junk | 0x4000_0000L, junk | 1, 0)).isEqualTo("SUCCESS");
    assertThat(PLATFORM.results(narrow, 0xffff_ffffL, 2, 0)).isEqualTo("DENIED");
  }

  @Test
  void memoryThatIsNoneIsRefused() {
    assertThatThrownBy(() -> new MemoryRange(0x1000, 0))
        .hasMessage("no memory: base 0x1000, length 0x0");
    assertThatThrownBy(() -> new MemoryRange(-1, 2)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void wrongAnswersBreakTheirClauses() {
    Call enable = PLATFORM.call(MEM_PROTECT, 1, 0, 0);
    assertThat(
            LeavingOut.of("MEM-01/MEM_PROTECT/enable-is-1-and-protection-was-off")
                .permits(PLATFORM, enable))
        .isEqualTo("ANY_NUMBER");
    assertThat(LeavingOut.of("MEM-01/MEM_PROTECT/whatever-it-is-asked").permits(PLATFORM, enable))
        .isEqualTo("ANY_NUMBER");
    assertThat(
            LeavingOut.of("MEM-01/MEM_PROTECT/enable-is-0-and-protection-was-off")
                .permits(PLATFORM, enable))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the-range-goes-beyond-the-highest-address                   | -1         | 2 | ANY_ERROR SUCCESS does not return
          the-range-goes-beyond-the-highest-address-amb-30-c          | -1         | 2 | SUCCESS
          part-of-the-range-is-no-memory-that-can-be-protected        | -1         | 2 | ''
          part-of-the-range-is-no-memory-that-can-be-protected        | 0          | 2 | ANY_ERROR SUCCESS does not return
          all-of-the-range-is-memory-that-can-be-protected            | 0x40000000 | 1 | ANY_NUMBER
          denied                                                      | 0x40000000 | 1 | ''
          """)
  void wrongAnswersAboutARangeBreakTheirClauses(
      String clause, String base, long length, String more) {
    Call call = PLATFORM.call(CHECK_RANGE, Long.decode(base), length, 0);
    LeavingOut broken = LeavingOut.of("MEM-04/MEM_PROTECT_CHECK_RANGE/" + clause);
    assertThat(broken.permits(PLATFORM, call)).isEqualTo(more);
  }
}
