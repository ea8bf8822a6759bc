// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.psci.adapter.Required;
import org.psci.adapter.agent.guest.GuestProfile;
import org.psci.adapter.packages.PackageCache;
import org.psci.conformance.campaign.Campaign;
import org.psci.conformance.record.ProgramVerdict;
import org.psci.conformance.results.Results;
import org.psci.conformance.results.RuleVerdict;
import org.psci.conformance.run.ProgressListener;
import org.psci.conformance.run.RunOptions;
import org.psci.conformance.run.Selection;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.BootTime;
import org.psci.conformance.target.TargetException;
import org.psci.conformance.testing.Flattery;

/** Every board boots the same agent, and gets a verdict from scenarios and random programs. */
@Tag("qemu")
@Timeout(1800)
class BoardTest {
  @TempDir Path directory;

  @BeforeEach
  void needQemu() {
    Required.command("qemu-system-aarch64", "qemu-system-arm", "qemu");
  }

  /** The rules of one group and some random programs: enough to see that it all works. */
  private Results judged(EmulatedTarget target) throws TargetException, IOException {
    RunOptions options =
        new RunOptions(
            "board", "", 1, 40, Duration.ofSeconds(10), Selection.parse(List.of("CPU_ON", "AFF")));
    try (Session session = new Session(target)) {
      Results results = new Campaign(session, options, directory, ProgressListener.NONE).run();
      Flattery.isNotIn(directory, results);
      return results;
    }
  }

  private static void expectVerdict(Results results) {
    assertThat(results.verdict().exitCode())
        .as("%s %s", results.reason(), results.undecided())
        .isLessThan(2);
    assertThat(results.scenarios())
        .filteredOn(scenario -> scenario.verdict() != ProgramVerdict.SKIPPED)
        .hasSizeGreaterThan(10);
    assertThat(results.random().programs()).isPositive();
  }

  @Test
  void qemuBySmcFromEl2() throws Exception {
    Results results = judged(EmulatedTarget.of(VirtBoard.SMC));
    expectVerdict(results);
    assertThat(results.profile().exceptionLevel()).isEqualTo(2);
  }

  @Test
  void zcu102() throws Exception {
    Results results = judged(EmulatedTarget.of(new Zcu102Board()));
    expectVerdict(results);
    assertThat(results.profile().conduit()).isEqualTo("SMC");
    assertThat(results.remarks()) // on a busy machine some programs have to be run again
        .allMatch(remark -> remark.contains("were judged when run again after a fresh start"));
  }

  @Test
  void xen() throws Exception {
    Required.fetched(XenBoard.PACKAGES);
    Results results = judged(EmulatedTarget.of(new XenBoard(PackageCache.ofUser())));
    expectVerdict(results);
    assertThat(results.profile().implementation()).startsWith("Xen 4.17");
  }

  @Test
  void trustedFirmwareIsNotJudgedByItsPatchedWords() throws Exception {
    Required.fetched(TrustedFirmwareBoard.PACKAGES);
    Results results = judged(EmulatedTarget.of(new TrustedFirmwareBoard(PackageCache.ofUser())));
    expectVerdict(results);
    assertThat(results.remarks())
        .anyMatch(remark -> remark.startsWith("two words of the firmware were patched"))
        .anyMatch(remark -> remark.startsWith("not judged: CPU_OFF, INIT, SM, CPU_ON-01, "));
    assertThat(results.rules())
        .filteredOn(rule -> rule.id().equals("CPU_ON-02") || rule.id().equals("CPU_ON-15"))
        .allMatch(rule -> rule.verdict() == RuleVerdict.NOT_JUDGED);
    assertThat(results.causes()).noneMatch(cause -> cause.rules().equals(List.of("CPU_ON-02")));
  }

  @Test
  void aFirmwareOfTheUsers() throws Exception {
    Path image = directory.resolve("my-firmware.bin");
    Files.write(image, TestFirmwareImage.of(TestFirmware.STANDARD, FirmwareBoard.USUAL_PAYLOAD));
    FirmwareBoard board = new FirmwareBoard(image, FirmwareBoard.USUAL_PAYLOAD, 2);
    GuestProfile said =
        GuestProfile.parse(
            "my.json",
            """
            {
              "cores": "1x4",
              "power_tree": [[[0, 1], [2, 3]], [[0, 1, 2, 3]]],
              "power_states": [
                {"value": "0x1", "path": ["standby"]},
                {"value": "0x10002", "path": ["powerdown"]}
              ]
            }
            """);
    Results results = judged(new EmulatedTarget(board, board.usual(), said));
    expectVerdict(results);
    assertThat(results.profile().implementation()).startsWith("firmware my-firmware.bin on QEMU");
  }

  @Test
  void aFirmwareThatNeverStartsItsPayload() throws Exception {
    Path image = Files.write(directory.resolve("nothing.bin"), new byte[64]);
    FirmwareBoard board = new FirmwareBoard(image, FirmwareBoard.USUAL_PAYLOAD, 1);
    QemuOptions once = board.usual().withBootTime(BootTime.once(Duration.ofSeconds(5)));
    try (EmulatedTarget target = new EmulatedTarget(board, once)) {
      assertThatThrownBy(() -> target.start(1))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("the agent did not boot within");
    }
  }

  @Test
  void cutOffTheBoardsCores() {
    assertThatThrownBy(
            () -> new EmulatedTarget(new Zcu102Board(), QemuOptions.DEFAULT.withCores(5)))
        .hasMessage("this board has 1 to 4 cores, not 5");
    assertThatThrownBy(() -> new FirmwareBoard(Path.of("x"), 0x1000, 2))
        .hasMessageStartingWith("the agent starts at a multiple of 0x1000 from 0x40000000");
  }

  @Test
  void onlyTheKnownBuildIsPatched() throws TargetException {
    ByteBuffer code = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    code.putInt(4, 0xd51e_c040).putInt(8, 0xd503_207f);
    TrustedFirmwareBoard.withResetOfCores(code.array(), "bl31");
    assertThat(Stream.of(4, 8).map(code::getInt)).containsExactly(0xd51e_101f, 0xd61f_03e0);
    assertThatThrownBy(() -> TrustedFirmwareBoard.withResetOfCores(code.array(), "bl31"))
        .hasMessageStartingWith("bl31 asks for the reset of a core in 0 places, not in one");
  }
}
