// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.List;
import org.psci.adapter.qemu.Board;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;

/** A board that QEMU emulates and that is the same at every run. */
record BoardKind(String name, String summary, Board board) implements TargetKind {
  @Override
  public List<String> options() {
    return List.of("--cores", "--cpu", "--gic", "--thread", "--qemu");
  }

  @Override
  public Target create(TargetChoice given, long seed) throws UsageException {
    return QemuChoice.target(board, given);
  }

  @Override
  public String found() throws TargetException {
    return QemuChoice.found(board);
  }
}
