// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.List;
import java.util.Optional;
import org.psci.adapter.packages.PackageCache;
import org.psci.adapter.packages.PackageSet;
import org.psci.adapter.qemu.Board;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;

/** A board that QEMU emulates and that is the same at every run. */
record BoardKind(
    String name, String summary, Board board, List<String> options, Optional<PackageSet> packages)
    implements TargetKind {

  /** One of QEMU's own, with all that can be chosen. */
  BoardKind(String name, String summary, Board board) {
    this(
        name,
        summary,
        board,
        List.of("--cores", "--cpu", "--gic", "--thread", "--qemu", "--boot-time", "--profile"),
        Optional.empty());
  }

  @Override
  public Target create(TargetChoice given, long seed) throws UsageException {
    return QemuChoice.target(board, given);
  }

  @Override
  public String found() throws TargetException {
    String emulator = QemuChoice.found(board);
    if (packages.isPresent()) {
      PackageCache.ofUser().need(packages.get());
    }
    return emulator;
  }
}
