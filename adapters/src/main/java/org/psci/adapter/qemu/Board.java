// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.util.List;
import org.psci.adapter.agent.guest.AgentImage;
import org.psci.adapter.agent.guest.GuestProfile;
import org.psci.conformance.target.TargetException;
import org.psci.spec.model.State;

/**
 * A machine that QEMU emulates so that its PSCI can be tested: what the command line says, where
 * things lie, and what the agent is told. One class for each kind of board.
 */
public interface Board {

  /** Emulator, cores and so on, as far as the user does not say otherwise. */
  default QemuOptions usual() {
    return QemuOptions.DEFAULT;
  }

  /** How many cores it can have. */
  default int mostCores() {
    return State.CORES;
  }

  Memory memory();

  /** The agent for this board; it is told later where the mailbox is. */
  default AgentImage agent() {
    return AgentImage.aarch64();
  }

  /** What {@code -M} gets. */
  String machine(QemuOptions options);

  /** What else stands on the command line. */
  default List<String> words(QemuOptions options) {
    return List.of();
  }

  /**
   * What is loaded.
   *
   * @param agent the image of the agent, which knows its mailbox
   * @throws TargetException if an image is missing
   */
  List<Load> loads(AgentImage agent) throws TargetException;

  /**
   * What is under test, for people.
   *
   * @param emulator QEMU with its version
   */
  String describe(String emulator, QemuOptions options);

  /**
   * What is known of the machine before anybody asks it.
   *
   * @throws TargetException if a file that says it is missing
   */
  GuestProfile profile(QemuOptions options) throws TargetException;
}
