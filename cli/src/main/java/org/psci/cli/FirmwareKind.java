// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.psci.adapter.qemu.FirmwareBoard;
import org.psci.adapter.qemu.VirtBoard;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;

/** A firmware of the user's, in QEMU. */
final class FirmwareKind implements TargetKind {
  @Override
  public String name() {
    return "firmware";
  }

  @Override
  public String summary() {
    return "your own firmware for QEMU's virt,secure=on, --firmware FILE; the agent is its payload";
  }

  @Override
  public List<String> options() {
    return List.of(
        "--firmware",
        "--payload",
        "--exception-level",
        "--cores",
        "--cpu",
        "--gic",
        "--thread",
        "--qemu",
        "--boot-time",
        "--profile");
  }

  @Override
  public Target create(TargetChoice given, long seed) throws UsageException {
    if (given.firmware == null) {
      throw new UsageException("--target firmware needs --firmware FILE, the image of the flash");
    }
    int level = given.exceptionLevel == null ? 2 : given.exceptionLevel;
    if (level != 1 && level != 2) {
      throw new UsageException("--exception-level is 1 or 2, not " + level);
    }
    try {
      return QemuChoice.target(
          new FirmwareBoard(image(given.firmware), payload(given.payload), level), given);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--payload: " + e.getMessage());
    }
  }

  private static Path image(String name) throws UsageException {
    try {
      Path file = Path.of(name).toAbsolutePath();
      if (!name.isEmpty() && Files.isRegularFile(file) && Files.isReadable(file)) {
        return file;
      }
    } catch (InvalidPathException e) {
      // No file either.
    }
    throw new UsageException("--firmware: there is no file '" + name + "' that can be read");
  }

  private static long payload(@Nullable String given) throws UsageException {
    if (given == null) {
      return FirmwareBoard.USUAL_PAYLOAD;
    }
    try {
      return Long.decode(given);
    } catch (NumberFormatException e) {
      throw new UsageException("--payload is an address such as 0x60000000, not '" + given + "'");
    }
  }

  @Override
  public String found() throws TargetException {
    return QemuChoice.found(VirtBoard.SMC);
  }
}
