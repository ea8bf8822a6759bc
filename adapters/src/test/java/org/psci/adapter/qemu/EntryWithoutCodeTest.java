// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.adapter.qemu.TestFirmware.Entries.CHECKED;
import static org.psci.adapter.qemu.TestFirmware.Entries.TAKEN;
import static org.psci.adapter.qemu.TestFirmware.Entries.TAKEN_WITH_VECTORS;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.psci.adapter.Required;
import org.psci.adapter.agent.batch.Programs;
import org.psci.conformance.generate.ProgramGenerator;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.program.Program;
import org.psci.conformance.scenario.Scenario;
import org.psci.conformance.scenario.Scenarios;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.TargetException;
import org.psci.spec.step.EntryState;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.ExecutionState;

/**
 * Firmware that takes entry points as they come, which is lawful: where a core came in is in the
 * history, as far as its exception can be seen, and every program is decided.
 */
@Tag("qemu")
@Timeout(120)
class EntryWithoutCodeTest {
  private static final int EL2 = 2;
  private static final int ALL_MASKED = 0xf;
  private static final int RANDOM_PROGRAMS = 200;

  @BeforeEach
  void needQemu() {
    Required.command("qemu-system-aarch64", "qemu-system-arm", "qemu");
  }

  private static Board board(TestFirmware.Entries entries) {
    return new TestFirmwareBoard(TestFirmware.STANDARD.with(entries));
  }

  /** What a program shows: it ends like this, and all of it is permitted. */
  private static History explained(Board board, Ending ending, String... lines)
      throws TargetException {
    try (Session session = new Session(EmulatedTarget.of(board))) {
      Judgement judgement = session.judge(List.of(Programs.of(lines))).get(0).judgement();
      History history = judgement.history();
      assertThat(history.ending()).as(history.remark()).isEqualTo(ending);
      assertThat(judgement.isExplained()).as("%s", judgement.violations()).isTrue();
      return history;
    }
  }

  private static List<Event.Entered> entries(History history, int core) {
    return history.events().stream()
        .filter(event -> event instanceof Event.Entered entered && entered.core() == core)
        .map(Event.Entered.class::cast)
        .toList();
  }

  private static void expectEntry(Event.Entered entered, long address, long x0) {
    assertThat(entered.address()).isEqualTo(address);
    assertThat(entered.x0()).isEqualTo(x0);
    EntryState state = entered.state();
    assertThat(state.exceptionLevel()).isEqualTo(EL2);
    assertThat(state.daif()).isEqualTo(ALL_MASKED);
    assertThat(state.spsel()).isEqualTo(1);
    assertThat(state.sctlr() & 1).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " dirty=mmu,daif", " dirty=vbar,regs"})
  void suspendedCoreComesInWhereItWasSentAndGoesOn(String dirt) throws TargetException {
    History history =
        explained(
            board(TAKEN_WITH_VECTORS),
            Ending.PARKED,
            "topology 1x2",
            "core 0: CPU_SUSPEND power_state=powerdown entry=0x13 context=0x1122334455 timer=200"
                + dirt,
            "core 0: CPU_ON core=1 entry=A context=0x1",
            "core 1: PSCI_VERSION");
    expectEntry(entries(history, 0).get(0), 0x13, 0x11_2233_4455L);
    assertThat(entries(history, 1)).hasSize(1);
  }

  @Test
  void bigEndianCallerComesInBigEndian() throws TargetException {
    History history =
        explained(
            board(TAKEN_WITH_VECTORS),
            Ending.PARKED,
            "topology 1x1",
            "core 0: CPU_SUSPEND power_state=powerdown entry=0x13 context=0xa timer=200 dirty=be",
            "core 0: PSCI_VERSION");
    assertThat(entries(history, 0).get(0).state().sctlr() & 1 << 25).isNotZero();
  }

  @Test
  void systemSuspendIsNoDifferent() throws TargetException {
    History history =
        explained(
            board(TAKEN_WITH_VECTORS),
            Ending.PARKED,
            "topology 1x1",
            "core 0: SYSTEM_SUSPEND entry=0x13 context=0xa timer=200",
            "core 0: PSCI_VERSION");
    expectEntry(entries(history, 0).get(0), 0x13, 0xa);
  }

  @Test
  void startedCoreComesInWhereItWasSentAndGoesOn() throws TargetException {
    History history =
        explained(
            board(TAKEN_WITH_VECTORS),
            Ending.PARKED,
            "topology 1x2",
            "core 0: CPU_ON core=1 entry=A context=0x1",
            "core 1: CPU_OFF",
            "core 0: AFFINITY_INFO core=1 level=0 until=OFF",
            "core 0: CPU_ON core=1 entry=0xfffffffffffff000 context=0x77",
            "core 1: PSCI_VERSION");
    expectEntry(entries(history, 1).get(1), 0xffff_ffff_ffff_f000L, 0x77);
  }

  @Test
  void coreWithoutVectorsIsSilentWhichIsLawful() throws TargetException {
    History history =
        explained(
            board(TAKEN),
            Ending.SILENT,
            "topology 1x2",
            "core 0: CPU_SUSPEND power_state=powerdown entry=0x13 context=0xa timer=200",
            "core 0: PSCI_VERSION");
    assertThat(entries(history, 0)).isEmpty();
  }

  @Test
  void startedCoreWithoutVectorsIsSilentWhichIsLawful() throws TargetException {
    History history =
        explained(
            board(TAKEN),
            Ending.SILENT,
            "topology 1x2",
            "core 0: CPU_ON core=1 entry=0xfffffffffffff000 context=0x77",
            "core 1: PSCI_VERSION");
    assertThat(entries(history, 1)).isEmpty();
  }

  @Test
  void badEntryPointsAreRefusedOtherwise() throws TargetException {
    History history =
        explained(
            board(CHECKED),
            Ending.PARKED,
            "topology 1x1",
            "core 0: CPU_SUSPEND power_state=powerdown entry=0x13 context=0xa timer=200");
    assertThat(entries(history, 0)).isEmpty();
  }

  /** At EL1 and in AArch32, where no firmware of ours keeps the vectors. */
  @ParameterizedTest
  @CsvSource({
    "HVC,AARCH64,0xfffffffffffff000",
    "SMC,AARCH64,0xfffffffffffff000",
    "HVC,AARCH32,0xfffff000"
  })
  void startedCoreIsSeenWhateverTheCallersAre(Conduit conduit, ExecutionState state, String entry)
      throws TargetException {
    String start = state == ExecutionState.AARCH64 ? "CPU_ON" : "CPU_ON32";
    History history =
        explained(
            new VectorsOfFlash(new VirtBoard(conduit, state)),
            Ending.PARKED,
            "topology 1x2",
            "core 0: " + start + " core=1 entry=" + entry + " context=0x77",
            "core 1: PSCI_VERSION");
    Event.Entered entered = entries(history, 1).get(0);
    assertThat(entered.address()).isEqualTo(Long.parseUnsignedLong(entry.substring(2), 16));
    assertThat(entered.x0()).isEqualTo(0x77);
    assertThat(entered.state().exceptionLevel()).isEqualTo(conduit == Conduit.HVC ? 1 : EL2);
  }

  /** Undecided is none of them, and of those that come in elsewhere nothing is wrong. */
  @ParameterizedTest
  @EnumSource(
      value = TestFirmware.Entries.class,
      names = {"TAKEN", "TAKEN_WITH_VECTORS"})
  void everyProgramIsDecided(TestFirmware.Entries entries) throws TargetException {
    List<Judgement> wrong = new ArrayList<>();
    int[] elsewhere = {0};
    try (Session session = new Session(EmulatedTarget.of(board(entries)))) {
      ProgramGenerator generator = new ProgramGenerator(session.profile(), session.platform(), 13);
      Iterator<Program> programs =
          Stream.concat(
                  Scenarios.all().stream().map(Scenario::program).filter(session::canRun),
                  IntStream.range(0, RANDOM_PROGRAMS).mapToObj(generator::program))
              .iterator();
      session.judge(
          programs,
          judged -> {
            if (!judged.judgement().isExplained()) {
              wrong.add(judged.judgement());
            }
            elsewhere[0] += elsewhere(judged.judgement().history(), session) ? 1 : 0;
          });
      for (Judgement judgement : wrong) {
        Judgement again = session.confirmed(judgement.history().program());
        assertThat(again.isExplained()).as("%s", judgement.history()).isTrue();
      }
    }
    assertThat(elsewhere[0] > 0).isEqualTo(entries == TAKEN_WITH_VECTORS);
  }

  private static boolean elsewhere(History history, Session session) {
    return history.events().stream()
        .anyMatch(
            event ->
                event instanceof Event.Entered entered
                    && !session.profile().entries().isUsable(entered.address()));
  }
}
