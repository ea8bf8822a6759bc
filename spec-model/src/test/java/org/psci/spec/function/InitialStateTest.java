// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.spec.step.EntryState.UNREAD;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.spec.clause.Clause;
import org.psci.spec.model.Platform;
import org.psci.spec.step.EntryState;
import org.psci.spec.step.InitialState;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.Version;

/** States how core 1 must look at its first instruction, register by register. */
class InitialStateTest {
  private static final Platform PLATFORM = Asked.of(Version.V1_1).platform();
  private static final InitialState.Request PLAIN = InitialState.Request.PLAIN;
  private static final InitialState.Request BIG_ENDIAN = new InitialState.Request(true, false);
  private static final EntryState GOOD = new EntryState(1, 0xf, 1, 0x30d0_0800, 0x8000_0001L, 1);

  private static List<InitialState.Deviation> deviations(
      Platform platform, InitialState.Request request, EntryState seen) {
    return InitialState.deviations(platform, 1, request, seen, InitialState.Way.START);
  }

  @Test
  void goodStateIsGood() {
    assertThat(deviations(PLATFORM, PLAIN, GOOD)).isEmpty();
  }

  @Test
  void whatWasNotReadIsNotJudged() {
    assertThat(deviations(PLATFORM, BIG_ENDIAN, EntryState.NOTHING_READ)).isEmpty();
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          exceptionLevel | 2          | EL2                   | EL1                                        | INIT-01/initial Exception level
          spsel          | 0          | SPSel = 0 (SP_EL0)    | SPSel = 1 (SP_ELx)                         | INIT-02/initial stack pointer
          daif           | 0xb        | DAIF = 1011           | DAIF = 1111, all exceptions masked         | INIT-05/initial DAIF
          daif           | 0x0        | DAIF = 0000           | DAIF = 1111, all exceptions masked         | INIT-05/initial DAIF
          sctlr          | 0x1        | SCTLR = 0x1           | SCTLR.M, SCTLR.C and SCTLR.I all 0         | INIT-06/initial SCTLR
          sctlr          | 0x4        | SCTLR = 0x4           | SCTLR.M, SCTLR.C and SCTLR.I all 0         | INIT-06/initial SCTLR
          sctlr          | 0x1000     | SCTLR = 0x1000        | SCTLR.M, SCTLR.C and SCTLR.I all 0         | INIT-06/initial SCTLR
          sctlr          | 0x2000000  | SCTLR.EE = 1          | SCTLR.EE = 0, as in the caller             | INIT-04/initial byte order
          mpidr          | 0x80000000 | MPIDR = 0x80000000    | the affinity of the core, 0x1              | AFF-01/initial MPIDR
          cntfrq         | 0          | CNTFRQ = 0            | CNTFRQ = the frequency of the counter      | INIT-09/initial CNTFRQ
          """)
  void wrongRegisterIsNamed(
      String register, String value, String seen, String permitted, String clause) {
    assertThat(deviations(PLATFORM, PLAIN, with(register, Long.decode(value))))
        .singleElement()
        .satisfies(
            deviation -> {
              assertThat(deviation.seen()).isEqualTo(seen);
              assertThat(deviation.permitted()).isEqualTo(permitted);
              assertThat(deviation.clauses())
                  .extracting(Clause::id)
                  .containsExactly(clause + "/at-a-start", clause);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "START, INIT-05/initial DAIF/at-a-start",
    "WAKE_UP, INIT-05/initial DAIF/after-power-down",
    "SYSTEM_WAKE_UP, INIT-05/initial DAIF/after-system-suspend"
  })
  void aDeviationMayBeOneOfItsWayOrOfAll(InitialState.Way way, String clause) {
    assertThat(InitialState.deviations(PLATFORM, 1, PLAIN, with("daif", 0), way))
        .singleElement()
        .satisfies(
            deviation ->
                assertThat(deviation.clauses())
                    .extracting(Clause::id)
                    .containsExactly(clause, "INIT-05/initial DAIF"));
  }

  private static EntryState with(String register, long value) {
    return new EntryState(
        register.equals("exceptionLevel") ? value : GOOD.exceptionLevel(),
        register.equals("daif") ? value : GOOD.daif(),
        register.equals("spsel") ? value : GOOD.spsel(),
        register.equals("sctlr") ? value : GOOD.sctlr(),
        register.equals("mpidr") ? value : GOOD.mpidr(),
        register.equals("cntfrq") ? value : GOOD.cntfrq());
  }

  @Test
  void endiannessIsThatOfTheCaller() {
    assertThat(deviations(PLATFORM, BIG_ENDIAN, with("sctlr", 0x200_0000))).isEmpty();
    assertThat(deviations(PLATFORM, BIG_ENDIAN, GOOD))
        .singleElement()
        .satisfies(
            deviation -> assertThat(deviation.clauses().get(0).rule()).hasToString("INIT-04"));
  }

  @Test
  void maskBitsOfAarch32AreAnotherRegister() {
    Platform narrow = Asked.of(Version.V1_1).from(ExecutionState.AARCH32).platform();
    assertThat(deviations(narrow, PLAIN, new EntryState(UNREAD, 0, UNREAD, UNREAD, UNREAD, UNREAD)))
        .isEmpty();
  }

  @ParameterizedTest(name = "asked for T32: {0}, came in in T32: {1}")
  @CsvSource({"false, 0, ''", "true, 1, ''", "true, 0, INIT-08", "false, 1, INIT-08"})
  void instructionSetIsWhatBitZeroOfTheEntryPointSays(boolean asked, long seen, String rule) {
    EntryState state = new EntryState(UNREAD, UNREAD, UNREAD, UNREAD, UNREAD, UNREAD, seen, UNREAD);
    List<InitialState.Deviation> deviations =
        deviations(PLATFORM, new InitialState.Request(false, asked), state);
    assertThat(deviations.stream().map(deviation -> deviation.clauses().get(0).rule().id()))
        .containsExactly(rule.isEmpty() ? new String[0] : new String[] {rule});
    for (InitialState.Deviation deviation : deviations) {
      assertThat(deviation.seen()).isEqualTo("instruction set " + (asked ? "A32" : "T32"));
      assertThat(deviation.permitted()).startsWith(asked ? "T32," : "A32,");
    }
  }

  @Test
  void onlyWhatWasReadShowsARuleKept() {
    assertThat(InitialState.shownBy(PLATFORM, EntryState.NOTHING_READ)).isEmpty();
    assertThat(InitialState.shownBy(PLATFORM, GOOD))
        .containsExactly(
            "INIT-01",
            "INIT-03",
            "CPU_ON-18",
            "INIT-02",
            "INIT-05",
            "INIT-06",
            "INIT-14",
            "INIT-04",
            "INIT-09");
    EntryState level = new EntryState(1, UNREAD, UNREAD, UNREAD, UNREAD, UNREAD);
    assertThat(InitialState.shownBy(unknownLevel(), level)).containsExactly("INIT-03", "CPU_ON-18");
    Platform narrow = Asked.of(Version.V1_1).from(ExecutionState.AARCH32).platform();
    EntryState masks = new EntryState(UNREAD, 0, UNREAD, UNREAD, UNREAD, UNREAD, 0, UNREAD);
    assertThat(InitialState.shownBy(narrow, masks)).containsExactly("INIT-08");
    assertThat(InitialState.shownBy(narrow, cpsr(0x1d3))).containsExactly("INIT-02", "INIT-04");
  }

  private static EntryState cpsr(long value) {
    return new EntryState(UNREAD, UNREAD, UNREAD, UNREAD, UNREAD, UNREAD, UNREAD, value);
  }

  @ParameterizedTest(name = "CPSR 0x{0}, caller big-endian: {1}")
  @CsvSource({
    "1d3, false, ''",
    "1da, false, ''",
    "3d3, true, ''",
    "13, false, ''", // masks are recommended, and no more
    "3d3, false, INIT-04",
    "1d3, true, INIT-04",
    "1df, false, INIT-02",
    "1d2, false, INIT-02"
  })
  void modeAndByteOrderOfAarch32StandInCpsr(String cpsr, boolean bigEndian, String rule) {
    Platform narrow = Asked.of(Version.V1_1).from(ExecutionState.AARCH32).platform();
    assertThat(
            deviations(
                narrow, new InitialState.Request(bigEndian, false), cpsr(Long.parseLong(cpsr, 16))))
        .extracting(deviation -> deviation.clauses().get(0).rule().id())
        .containsExactly(rule.isEmpty() ? new String[0] : new String[] {rule});
  }

  @Test
  void exceptionsOfAarch32MayBeBigEndianAndThereIsNoSpsel() {
    Platform narrow = Asked.of(Version.V1_1).from(ExecutionState.AARCH32).platform();
    EntryState state =
        new EntryState(UNREAD, UNREAD, 0, 0x200_0000, UNREAD, UNREAD, UNREAD, UNREAD);
    assertThat(deviations(narrow, PLAIN, state)).isEmpty();
  }

  private static Platform unknownLevel() {
    return new Platform(Version.V1_1, Asked.TOPOLOGY, ExecutionState.AARCH64, 0, Asked.ENTRIES);
  }
}
