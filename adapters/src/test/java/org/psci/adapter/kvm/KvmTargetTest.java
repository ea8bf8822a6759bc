// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.kvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.psci.adapter.Harm;
import org.psci.adapter.Required;
import org.psci.adapter.agent.batch.Programs;
import org.psci.adapter.agent.guest.GuestProfile;
import org.psci.adapter.packages.PackageCache;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.BootTime;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.TargetException;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.Topology;

/** KVM in an emulated machine, started from a snapshot; with the packages of the user's cache. */
@Tag("kvm")
@Timeout(600)
class KvmTargetTest {
  private static final String EMULATOR = "qemu-system-aarch64";
  private static final Duration HARM_AFTER = Duration.ofMillis(300);

  private static final Program RACE =
      Programs.of(
          "topology 1x4",
          "core 0: CPU_ON core=1 entry=A context=0",
          "together",
          "  core 0: CPU_ON core=2 entry=B context=0xb",
          "  core 1: CPU_ON core=2 entry=C context=0xc",
          "core 1: CPU_OFF");

  private static final Program WAKE_UP =
      Programs.of(
          "topology 1x2",
          "core 0: CPU_SUSPEND power_state=standby entry=A context=0 timer=1000",
          "core 0: CPU_ON core=1 entry=B context=0",
          "core 1: CPU_SUSPEND power_state=standby entry=C context=0",
          "wake core 1",
          "core 1: CPU_OFF");

  @TempDir Path elsewhere;

  private final PackageCache cache = PackageCache.ofUser();

  @BeforeEach
  void needPackages() {
    Required.command(EMULATOR, "qemu-system-arm", "kvm");
    Required.fetched(EmulatedHost.PACKAGES);
  }

  private static KvmTarget target(PackageCache cache) {
    return new KvmTarget(
        new EmulatedHost(EMULATOR, cache, System.err::println),
        KvmMachine.DEFAULT,
        GuestProfile.SILENT,
        BootTime.of(Duration.ofSeconds(60)));
  }

  private static List<Event.Called> calls(History history) {
    return history.events().stream()
        .filter(Event.Called.class::isInstance)
        .map(Event.Called.class::cast)
        .toList();
  }

  @Test
  void coresRaceAndSleepAndWakeUp() throws TargetException {
    try (KvmTarget target = target(cache)) {
      Profile profile = target.start(1);
      assertThat(profile.implementation()).contains("KVM of Linux 6.", "emulated by QEMU");
      assertThat(profile.conduit()).contains(Conduit.HVC);
      assertThat(profile.topology()).isEqualTo(Topology.clusters(1, 4));
      assertThat(profile.exceptionLevel()).isEqualTo(1);
      assertThat(profile.canWake()).isTrue();

      List<History> races = target.run(Collections.nCopies(20, RACE));
      assertThat(races).hasSize(20).allMatch(History::isParked);
      assertThat(races)
          .allSatisfy(
              race ->
                  assertThat(calls(race).stream().limit(3).filter(c -> c.result() == 0))
                      .hasSize(2));

      List<History> wakeUps = target.run(Collections.nCopies(10, WAKE_UP));
      assertThat(wakeUps).hasSize(10).allMatch(History::isParked);
      assertThat(wakeUps)
          .allSatisfy(
              history ->
                  assertThat(history.events())
                      .filteredOn(Event.WakeUp.class::isInstance)
                      .hasSize(2));
    }
  }

  @Test
  void offAndResetAreToldApart() throws TargetException {
    try (KvmTarget target = target(cache)) {
      for (String call : List.of("SYSTEM_OFF", "SYSTEM_RESET")) {
        target.start(1);
        History history =
            target.run(List.of(Programs.of("topology 1x1", "core 0: " + call))).get(0);
        assertThat(history.ending()).isEqualTo(Ending.MACHINE_GONE);
        Optional<Event.Machine> end =
            history.events().stream()
                .filter(Event.Machine.class::isInstance)
                .map(Event.Machine.class::cast)
                .findFirst();
        assertThat(end.orElseThrow().what())
            .isEqualTo(
                call.equals("SYSTEM_OFF")
                    ? Event.Machine.What.POWERED_OFF
                    : Event.Machine.What.RESET);
      }
    }
  }

  /** The emulators that this process has started and that run. */
  private static List<ProcessHandle> emulators() {
    return ProcessHandle.current()
        .descendants()
        .filter(child -> child.info().command().orElse("").endsWith(EMULATOR))
        .toList();
  }

  private static History harmed(KvmTarget target, String signal) throws TargetException {
    target.start(1);
    return new Harm(signal, HARM_AFTER).to(target, emulators().get(0).pid(), RACE);
  }

  @Test
  void anEmulatorThatIsKilledOrStoppedIsDeadAndNothingIsLeftOfIt() throws TargetException {
    try (KvmTarget target = target(cache)) {
      History killed = harmed(target, "KILL");
      assertThat(killed.ending()).isEqualTo(Ending.DIED);
      assertThat(killed.remark()).contains("exit code 137");
      History stopped = harmed(target, "STOP");
      assertThat(stopped.ending()).isEqualTo(Ending.DIED);
      assertThat(stopped.remark()).contains("does not answer");
      target.start(1);
      assertThat(target.run(List.of(RACE))).allMatch(History::isParked);
    }
    assertThat(emulators()).isEmpty();
  }

  @Test
  void aSnapshotIsMadeAndReplacedWhenItIsDamaged() throws TargetException, IOException {
    Path packages = Files.createDirectories(elsewhere.resolve("packages"));
    Files.createSymbolicLink(
        packages.resolve(EmulatedHost.PACKAGES.name()), cache.need(EmulatedHost.PACKAGES));
    PackageCache fresh = new PackageCache(elsewhere);
    try (KvmTarget target = target(fresh)) {
      target.start(1);
    }
    Path snapshot = onlyFile(elsewhere.resolve("snapshots"));
    long size = Files.size(snapshot);
    Files.write(snapshot, new byte[1000]);
    try (KvmTarget target = target(fresh)) {
      target.start(1);
      assertThat(target.run(List.of(RACE))).allMatch(History::isParked);
    }
    assertThat(onlyFile(elsewhere.resolve("snapshots"))).isEqualTo(snapshot);
    assertThat(Files.size(snapshot)).isGreaterThan(size / 2);
  }

  private static Path onlyFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }
}
