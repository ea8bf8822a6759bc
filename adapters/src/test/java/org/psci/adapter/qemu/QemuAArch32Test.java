// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.adapter.Required;
import org.psci.adapter.agent.batch.Programs;
import org.psci.adapter.agent.guest.AgentImage;
import org.psci.adapter.agent.guest.GuestProfile;
import org.psci.adapter.qemu.QemuOptions.Threads;
import org.psci.conformance.history.Changes;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.TargetException;
import org.psci.spec.step.EntryState;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.Topology;

/** The agent in AArch32, on QEMU's 32-bit cores. */
@Tag("qemu")
@Timeout(120)
class QemuAArch32Test {
  private static final int PATIENT = 5;
  private static final int SUPERVISOR = 0x13;
  private static final int HYP = 0x1a;
  private static final int MODE = 0x1f;

  /** Each core comes in twice, in A32 and in T32. */
  private static final Program CYCLE =
      Programs.of(
          "topology 1x2",
          "core 0: CPU_ON32 core=1 entry=A context=0xffffffff",
          "core 1: CPU_OFF",
          "core 0: AFFINITY_INFO32 core=1 level=0 until=OFF",
          "core 0: CPU_ON32 core=1 entry=B+1 context=0x12345678",
          "core 1: CPU_OFF",
          "core 0: AFFINITY_INFO32 core=1 level=0 until=OFF");

  @BeforeEach
  void needQemu() {
    Required.command("qemu-system-arm", "qemu-system-arm", "qemu");
  }

  private static List<Event.Entered> entries(History history) {
    return history.events().stream()
        .filter(Event.Entered.class::isInstance)
        .map(Event.Entered.class::cast)
        .toList();
  }

  private static List<Event.Called> calls(History history) {
    return history.events().stream()
        .filter(Event.Called.class::isInstance)
        .map(Event.Called.class::cast)
        .filter(called -> !called.isParking())
        .toList();
  }

  private static History runAlone(Board board, Program program) throws TargetException {
    try (EmulatedTarget target = EmulatedTarget.of(board)) {
      target.start(PATIENT);
      return target.run(List.of(program)).get(0);
    }
  }

  @ParameterizedTest
  @CsvSource({"HVC,MULTI", "HVC,SINGLE", "SMC,MULTI"})
  void coresComeInInA32AndInT32(Conduit conduit, Threads threads) throws TargetException {
    Board board = new VirtBoard(conduit, ExecutionState.AARCH32);
    QemuOptions options = board.usual().withThreads(threads);
    int level = conduit == Conduit.HVC ? 1 : 2;
    try (EmulatedTarget target = new EmulatedTarget(board, options)) {
      Profile profile = target.start(PATIENT);
      assertThat(profile.executionState()).isEqualTo(ExecutionState.AARCH32);
      assertThat(profile.implementation()).contains("AArch32, " + conduit + ", EL" + level);
      assertThat(profile.topology()).isEqualTo(Topology.clusters(1, 4));
      assertThat(profile.exceptionLevel()).isEqualTo(level);

      List<History> histories = target.run(Collections.nCopies(100, CYCLE));

      assertThat(histories).hasSize(100).allMatch(History::isParked);
      for (History history : histories) {
        List<Event.Entered> entries = entries(history);
        assertThat(entries)
            .extracting(Event.Entered::x0)
            .containsExactly(0xffff_ffffL, 0x1234_5678L);
        assertThat(entries)
            .extracting(Event.Entered::address)
            .containsExactly(profile.entries().address(0), profile.entries().address(1));
        assertThat(entries).extracting(entry -> entry.state().t32()).containsExactly(0L, 1L);
        for (Event.Entered entry : entries) {
          EntryState state = entry.state();
          assertThat(state.exceptionLevel()).isEqualTo(level);
          assertThat(state.cpsr() & MODE).isEqualTo(level == 1 ? SUPERVISOR : HYP);
          assertThat(state.cntfrq()).isPositive();
        }
      }
    }
  }

  /** The address is that of the first instruction, wherever in a slot it lies. */
  @ParameterizedTest
  @CsvSource({"0,0", "4,0", "8,0", "12,0", "1,1", "5,1", "9,1"})
  void entryAddressesAreExact(int offset, long t32) throws TargetException {
    try (EmulatedTarget target = EmulatedTarget.of(VirtBoard.AARCH32)) {
      Profile profile = target.start(PATIENT);
      History history =
          target
              .run(
                  List.of(
                      Programs.of(
                          "topology 1x2",
                          "core 0: CPU_ON32 core=1 entry=C+" + offset + " context=0",
                          "core 1: PSCI_VERSION")))
              .get(0);
      assertThat(history.isParked()).as(history.remark()).isTrue();
      Event.Entered entered = entries(history).get(0);
      assertThat(entered.address()).isEqualTo(profile.entries().address(2) + offset - t32);
      assertThat(entered.state().t32()).isEqualTo(t32);
    }
  }

  @ParameterizedTest
  @CsvSource({"HVC", "SMC"})
  void dirtyCoresGetTheirAnswersAndKeepTheirRegisters(Conduit conduit) throws TargetException {
    History history =
        runAlone(
            new VirtBoard(conduit, ExecutionState.AARCH32),
            Programs.of(
                "topology 1x2",
                "core 0: PSCI_VERSION dirty=mmu",
                "core 0: PSCI_VERSION dirty=be",
                "core 0: PSCI_VERSION dirty=mmu,be",
                "core 0: PSCI_VERSION dirty=all",
                "core 0: CPU_ON32 core=1 entry=A context=7 dirty=all",
                "core 1: PSCI_VERSION dirty=all",
                "core 1: CPU_OFF dirty=all"));
    assertThat(history.ending()).as(history.remark()).isEqualTo(Ending.PARKED);
    List<Event.Called> versions =
        calls(history).stream().filter(called -> called.call().x0() == 0x8400_0000L).toList();
    assertThat(versions)
        .hasSize(5)
        .allSatisfy(
            called -> {
              assertThat(called.result()).isEqualTo(versions.get(0).result()).isPositive();
              assertThat(called.changed()).isEqualTo(Changes.NONE);
            });
    assertThat(entries(history)).extracting(Event.Entered::x0).containsExactly(7L);
  }

  @Test
  void coreZeroMayGoOffAndIsBroughtBack() throws TargetException {
    History history =
        runAlone(
            VirtBoard.AARCH32,
            Programs.of(
                "topology 1x2",
                "core 0: CPU_ON32 core=1 entry=A context=0",
                "core 0: CPU_OFF",
                "core 1: AFFINITY_INFO32 core=0 level=0 until=OFF"));
    assertThat(history.ending()).as(history.remark()).isEqualTo(Ending.PARKED);
    assertThat(entries(history)).extracting(Event.Entered::core).containsExactly(1, 0);
  }

  /** A machine that says HVC where the suite is told SMC: the first call is no instruction. */
  private record WrongConduit() implements Board {
    private static final VirtBoard REAL = VirtBoard.AARCH32;

    @Override
    public QemuOptions usual() {
      return REAL.usual();
    }

    @Override
    public AgentImage agent() {
      return REAL.agent();
    }

    @Override
    public Memory memory() {
      return REAL.memory();
    }

    @Override
    public String machine(QemuOptions options) {
      return REAL.machine(options);
    }

    @Override
    public List<Load> loads(AgentImage agent) {
      return REAL.loads(agent);
    }

    @Override
    public String describe(String emulator, QemuOptions options) {
      return REAL.describe(emulator, options);
    }

    @Override
    public GuestProfile profile(QemuOptions options) {
      return GuestProfile.parse("wrong", "{\"conduit\": \"smc\"}");
    }
  }

  @Test
  void exceptionsAreReported() throws TargetException {
    History history =
        runAlone(new WrongConduit(), Programs.of("topology 1x1", "core 0: PSCI_VERSION"));
    assertThat(history.ending()).isEqualTo(Ending.DIED);
    assertThat(history.remark()).contains("core 0 took an exception: vector 1");
  }
}
