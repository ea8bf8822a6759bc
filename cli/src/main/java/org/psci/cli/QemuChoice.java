// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.Locale;
import org.psci.adapter.agent.guest.GuestProfile;
import org.psci.adapter.qemu.Board;
import org.psci.adapter.qemu.EmulatedTarget;
import org.psci.adapter.qemu.QemuOptions;
import org.psci.adapter.qemu.QemuVersion;
import org.psci.conformance.target.TargetException;

/** A board with what the command line says about it. */
final class QemuChoice {
  private QemuChoice() {}

  /** The board in QEMU; nothing is started yet. */
  static EmulatedTarget target(Board board, TargetChoice given) throws UsageException {
    QemuOptions options = options(board.usual(), given);
    GuestProfile said = given.guestProfile();
    try {
      return new EmulatedTarget(board, options, said);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--cores: " + e.getMessage());
    }
  }

  private static QemuOptions options(QemuOptions usual, TargetChoice given) throws UsageException {
    QemuOptions options = usual;
    try {
      if (given.cores != null) {
        options = options.withCores(given.cores);
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException("--cores: " + e.getMessage());
    }
    if (given.thread != null) {
      try {
        options =
            options.withThreads(QemuOptions.Threads.valueOf(given.thread.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new UsageException("--thread is multi or single, not '" + given.thread + "'");
      }
    }
    if (given.gic != null) {
      if (given.gic != 2 && given.gic != 3) {
        throw new UsageException("--gic is 2 or 3, not " + given.gic);
      }
      options = options.withGicVersion(given.gic);
    }
    options = options.withBootTime(given.bootTime(options.bootTime().first()));
    if (given.cpu != null) {
      options = options.withCpu(given.cpu);
    }
    return given.qemuBinary == null ? options : options.withBinary(given.qemuBinary);
  }

  /** The emulator that a board needs. */
  static String found(Board board) throws TargetException {
    return "QEMU " + QemuVersion.of(board.usual().binary()).text();
  }
}
