// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.psci.adapter.qemu.TestFirmware;
import org.psci.adapter.qemu.TestFirmwareBoard;
import org.psci.adapter.qemu.TestFirmwareBug;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;
import org.psci.spec.vocabulary.Version;

/** The firmware that comes with the suite, in QEMU. */
final class TestFirmwareKind implements TargetKind {
  static final String NAME = "testfw";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "a firmware at EL3 that comes with the suite, in QEMU; it really powers cores down";
  }

  @Override
  public List<String> options() {
    return List.of(
        "--bug",
        "--psci-version",
        "--power-state-format",
        "--downgrade",
        "--os-initiated",
        "--cores",
        "--cpu",
        "--thread",
        "--qemu",
        "--boot-time",
        "--profile");
  }

  @Override
  public Target create(TargetChoice given, long seed) throws UsageException {
    return QemuChoice.target(new TestFirmwareBoard(firmware(given)), given);
  }

  @Override
  public String found() throws TargetException {
    return QemuChoice.found(new TestFirmwareBoard(TestFirmware.STANDARD));
  }

  @Override
  public List<String> details() {
    return Arrays.stream(TestFirmwareBug.values())
        .map(bug -> String.format("%-36s %s", bug.id(), bug.summary()))
        .toList();
  }

  /** The ids of its bugs. */
  static List<String> bugs() {
    return Arrays.stream(TestFirmwareBug.values()).map(TestFirmwareBug::id).toList();
  }

  private static TestFirmware firmware(TargetChoice given) throws UsageException {
    Set<TestFirmwareBug> switched = EnumSet.noneOf(TestFirmwareBug.class);
    for (String id : given.bugs) {
      switched.add(TargetChoice.bug(TestFirmwareBug.find(id), id, bugs()));
    }
    TestFirmware firmware = TestFirmware.STANDARD.with(switched).with(given.format());
    if (TargetChoice.says(given.downgrade)) {
      firmware = firmware.withDowngrade();
    }
    if (TargetChoice.says(given.osInitiated)) {
      firmware = firmware.withOsInitiated();
    }
    Optional<Version> version = given.version();
    if (version.isEmpty()) {
      return firmware;
    }
    try {
      return firmware.with(version.get());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--psci-version: " + e.getMessage());
    }
  }
}
