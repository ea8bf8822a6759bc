// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.adapter.Required;
import org.psci.adapter.agent.batch.Programs;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.TargetException;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/** What the calls of the test firmware return that concern power levels above the core. */
@Tag("qemu")
@Timeout(120)
class TestFirmwareCallsTest {
  private static final int PATIENT = 5;

  private static final String[] PLATFORM_COORDINATED = {
    "topology 1x4",
    "core 0: PSCI_FEATURES function=CPU_SUSPEND",
    "core 0: PSCI_SET_SUSPEND_MODE mode=1",
    "core 0: CPU_ON core=2 entry=A context=0",
    "core 2: CPU_SUSPEND power_state=0x00010002 entry=B context=0",
    "core 0: NODE_HW_STATE core=2 level=0 until=1", // 4
    "core 0: NODE_HW_STATE core=2 level=1",
    "wake core 2",
    "core 2: CPU_SUSPEND power_state=0x01010012 entry=C context=0",
    "core 0: NODE_HW_STATE core=2 level=1 until=2", // 7
    "core 0: NODE_HW_STATE core=2 level=2",
    "core 0: NODE_HW_STATE core=2 level=3",
    "wake core 2",
    "core 2: CPU_SUSPEND power_state=0x00000001 entry=D context=0",
    "core 0: NODE_HW_STATE core=2 level=0 until=2", // 11
    "core 0: PSCI_STAT_COUNT core=2 power_state=0x00000001",
    "core 0: PSCI_STAT_COUNT core=2 power_state=0x00010002",
    "core 0: PSCI_STAT_COUNT core=3 power_state=0x01010012",
    "core 0: PSCI_STAT_COUNT core=3 power_state=0x00010002",
    "core 0: PSCI_STAT_COUNT32 core=3 power_state=0x00010022", // 16: no such state
    "wake core 2",
    "core 2: PSCI_VERSION",
    "core 0: SYSTEM_SUSPEND entry=E context=0", // 18
    "core 0: SYSTEM_SUSPEND32 entry=0x1000 context=0"
  };

  private static final Integer[] PLATFORM_COORDINATED_RESULTS = {
    0, -1, 0, null, 1, 0, null, 2, 0, -2, 0, 2, 1, 2, 1, 0, 0, 0x10001, -3, -9
  };

  private static final String[] OS_INITIATED = {
    "topology 1x4",
    "core 0: PSCI_FEATURES function=CPU_SUSPEND",
    "core 0: PSCI_SET_SUSPEND_MODE mode=2",
    "core 0: PSCI_SET_SUSPEND_MODE mode=1",
    "core 0: CPU_ON core=2 entry=A context=0",
    "core 0: CPU_ON core=3 entry=B context=0",
    "core 3: PSCI_VERSION",
    "core 2: CPU_SUSPEND power_state=0x00010002 entry=C context=0",
    "core 0: NODE_HW_STATE core=2 level=0 until=1", // 7
    "core 0: CPU_SUSPEND power_state=0x00012002 entry=D context=0", // core 3 runs
    "core 0: PSCI_VERSION", // the CPU_OFF that follows waits for it, and so for the CPU_SUSPEND
    "core 3: CPU_OFF", // 10
    "core 0: AFFINITY_INFO core=3 level=0 until=OFF",
    "core 0: NODE_HW_STATE core=2 level=1",
    "core 0: PSCI_STAT_COUNT core=2 power_state=0x01011022",
    "core 0: CPU_SUSPEND power_state=0x02012222 entry=E context=0", // above a cluster that runs
    "core 0: CPU_SUSPEND power_state=0x02011222 entry=F context=0", // above its claim
    "core 0: PSCI_SET_SUSPEND_MODE mode=0",
    "core 0: PSCI_SET_SUSPEND_MODE mode=1", // 17: as it is
    "core 0: CPU_ON core=1 entry=G context=0",
    "core 1: PSCI_VERSION",
    "core 0: CPU_SUSPEND power_state=0x01011022 entry=H context=0"
  };

  private static final Integer[] OS_INITIATED_RESULTS = {
    1, -2, 0, 0, 0, 0x10001, null, 1, -3, 0x10001, null, 1, 0, 0, -2, -2, -3, 0, 0, 0x10001, -3
  };

  /** The programs of this test, which ask for everything that has to do with power levels. */
  static List<Program> programs() {
    return List.of(Programs.of(PLATFORM_COORDINATED), Programs.of(OS_INITIATED));
  }

  @BeforeEach
  void needQemu() {
    Required.command("qemu-system-aarch64", "qemu-system-arm", "qemu");
  }

  /** The results by step, in 32 bits; null for a call that did not return. */
  private static Integer[] results(TestFirmware firmware, String... program)
      throws TargetException {
    TreeMap<Integer, Integer> results = new TreeMap<>();
    try (EmulatedTarget target = EmulatedTarget.of(new TestFirmwareBoard(firmware))) {
      target.start(PATIENT);
      History history = target.run(List.of(Programs.of(program))).get(0);
      for (Event event : history.events()) {
        if (event instanceof Event.Called called && !called.isParking() && called.returned()) {
          results.put(called.step(), (int) called.result());
        }
      }
    }
    Integer[] byStep = new Integer[results.lastKey() + 1];
    results.forEach((step, result) -> byStep[step] = result);
    return byStep;
  }

  /** Together the six take longer than core 1 waits for one of them. */
  @Test
  void repeatedCallsThatGiveUpLeaveOthersTheirPatience() throws TargetException {
    List<String> lines =
        new ArrayList<>(List.of("topology 1x4", "core 0: CPU_ON core=1 entry=A context=0"));
    lines.addAll(Collections.nCopies(6, "core 0: NODE_HW_STATE core=1 level=0 until=1"));
    lines.add("core 1: PSCI_VERSION");
    try (EmulatedTarget target = EmulatedTarget.of(new TestFirmwareBoard(TestFirmware.STANDARD))) {
      target.start(2);
      Program program = Programs.of(lines.toArray(String[]::new));
      History history = target.run(List.of(program)).get(0);
      assertThat(history.ending()).as(history.remark()).isEqualTo(History.Ending.PARKED);
    }
  }

  @Test
  void thePlatformCoordinates() throws TargetException {
    assertThat(results(TestFirmware.STANDARD, PLATFORM_COORDINATED))
        .containsExactly(PLATFORM_COORDINATED_RESULTS);
  }

  @Test
  void theSystemCoordinates() throws TargetException {
    assertThat(results(TestFirmware.STANDARD.withOsInitiated(), OS_INITIATED))
        .containsExactly(OS_INITIATED_RESULTS);
  }

  @ParameterizedTest
  @CsvSource({
    "OSI_LAST_CHECK_FIRST_PARENT_ONLY,8",
    "OSI_CHILD_DOMAIN_STILL_ON_ACCEPTED,14",
    "OSI_CPUOFF_MAKES_LAST_MAN,12",
    "SETMODE_DENIED_BUT_SET,17",
    "FEATURES_OSI_BIT_INCONSISTENT,0"
  })
  void bugsOfOsInitiatedMode(TestFirmwareBug bug, int step) throws TargetException {
    TestFirmware firmware = TestFirmware.STANDARD.withOsInitiated().with(EnumSet.of(bug));

    expectChange(results(firmware, OS_INITIATED), OS_INITIATED_RESULTS, step);
  }

  @ParameterizedTest
  @CsvSource({
    "STAT_STANDBY_NOT_COUNTED,12",
    "STAT_INVALID_RETURNS_ERROR,16",
    "NODEHW_LEVEL_UNCHECKED,9",
    "NODEHW_SUSPENDED_ON,4",
    "SYSSUSPEND_ALLOWED_WITH_OTHERS_ON,18",
    "SUSPEND_CORE_REQUEST_VOTES_CLUSTER,5",
    "FEATURES_OSI_BIT_INCONSISTENT,0"
  })
  void bugsOfPlatformCoordination(TestFirmwareBug bug, int step) throws TargetException {
    TestFirmware firmware = TestFirmware.STANDARD.with(EnumSet.of(bug));

    expectChange(results(firmware, PLATFORM_COORDINATED), PLATFORM_COORDINATED_RESULTS, step);
  }

  /** Up to this step all is as it should be. */
  private static void expectChange(Integer[] seen, Integer[] right, int step) {
    for (int before = 0; before < step; before++) {
      assertThat(seen[before]).as("step %d", before).isEqualTo(right[before]);
    }
    assertThat(step < seen.length ? seen[step] : null).isNotEqualTo(right[step]);
  }

  @Test
  void theTableHasClaimsIfTheModeIsOffered() {
    TestFirmware osi = TestFirmware.STANDARD.withOsInitiated();

    assertThat(TestFirmware.STANDARD.powerStates())
        .hasSize(9)
        .allMatch(state -> state.lastLevel() < 0);
    assertThat(osi.powerStates())
        .hasSize(16)
        .allMatch(state -> state.lastLevel() == (state.value() >>> 12 & 0xf))
        .anyMatch(state -> state.value() == 0x0001_2002 && state.level() == 0)
        .anyMatch(state -> state.value() == 0x0201_2222 && state.level() == 2);
    assertThat(osi.with(PowerStateFormat.EXTENDED_STATE_ID).powerStates())
        .anyMatch(state -> state.value() == 0x4000_2122 && state.level() == 2);
    assertThat(osi.with(Version.V0_2).powerStates()).hasSize(9);
  }

  @Test
  void clustersArePairs() {
    PowerTree tree = TestFirmware.STANDARD.powerTree(Topology.clusters(1, 5));

    assertThat(tree.levels()).containsExactly(List.of(0b11L, 0b1100L, 0b10000L), List.of(0b11111L));
  }
}
