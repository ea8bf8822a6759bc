// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.psci.adapter.agent.guest.Guest;
import org.psci.adapter.agent.guest.GuestDiscovery;
import org.psci.adapter.agent.guest.GuestProfile;
import org.psci.adapter.agent.session.AgentSession;
import org.psci.adapter.agent.session.AgentTarget;
import org.psci.adapter.agent.session.BootedMachine;
import org.psci.conformance.target.BootTime;
import org.psci.conformance.target.TargetException;

/** A PSCI on a board that QEMU emulates. */
public final class EmulatedTarget extends AgentTarget {
  static final Duration PATIENCE = AgentTarget.PATIENCE;

  private final Board board;
  private final QemuOptions options;
  private final GuestProfile said;
  private @Nullable QemuVersion version;
  private @Nullable QemuMachine last;

  /**
   * @throws IllegalArgumentException if the board cannot have so many cores
   */
  public EmulatedTarget(Board board, QemuOptions options) {
    this(board, options, GuestProfile.SILENT);
  }

  /**
   * @param said what the user says of the machine, which counts
   * @throws IllegalArgumentException if the board cannot have so many cores
   */
  public EmulatedTarget(Board board, QemuOptions options, GuestProfile said) {
    this.board = board;
    this.options = options;
    this.said = said;
    if (options.cores() > board.mostCores()) {
      throw new IllegalArgumentException(
          "this board has 1 to " + board.mostCores() + " cores, not " + options.cores());
    }
  }

  /** The board as it usually is. */
  public static EmulatedTarget of(Board board) {
    return new EmulatedTarget(board, board.usual());
  }

  @Override
  protected BootTime bootTime() {
    return options.bootTime();
  }

  @Override
  protected BootedMachine boot(Duration longest) throws TargetException {
    if (version == null) {
      version = QemuVersion.of(options.binary(), longest);
    }
    last = QemuMachine.boot(board, options, longest);
    return last;
  }

  @Override
  protected Guest guest(AgentSession session) throws TargetException {
    String emulator = version == null ? "QEMU" : "QEMU " + version.text();
    GuestProfile profile = board.profile(options).withCoresUpTo(options.cores()).overriddenBy(said);
    return GuestDiscovery.of(session, board.describe(emulator, options), PATIENCE, profile);
  }

  /** The process that was started last, for tests that do harm to it. */
  Process process() {
    if (last == null) {
      throw new IllegalStateException("start the target first");
    }
    return last.process();
  }
}
