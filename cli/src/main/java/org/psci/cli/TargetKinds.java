// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.psci.adapter.qemu.VirtBoard;

/** Every target that there is. */
final class TargetKinds {
  static final TargetKind REFERENCE = new ReferenceKind();
  static final TargetKind QEMU =
      new BoardKind("qemu", "QEMU's own PSCI, called by HVC from EL1", VirtBoard.HVC);

  static final List<TargetKind> ALL =
      List.of(
          REFERENCE,
          QEMU,
          new BoardKind("qemu-smc", "QEMU's own PSCI, called by SMC from EL2", VirtBoard.SMC),
          new BoardKind(
              "qemu-aarch32", "QEMU's own PSCI, called by HVC in AArch32 state", VirtBoard.AARCH32),
          new TestFirmwareKind(),
          new ProcessKind());

  private TargetKinds() {}

  static Optional<TargetKind> find(String name) {
    return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  /**
   * The one with this name.
   *
   * @throws UsageException if there is none
   */
  static TargetKind named(String name) throws UsageException {
    return find(name)
        .orElseThrow(
            () ->
                new UsageException(
                    "there is no target '" + name + "'; there are " + names(", ", any -> true)));
  }

  /** The names of some, for messages. */
  static String names(String separator, Predicate<TargetKind> which) {
    return ALL.stream().filter(which).map(TargetKind::name).collect(Collectors.joining(separator));
  }
}
