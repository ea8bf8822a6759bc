// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.session;

import org.psci.adapter.agent.mailbox.Mailbox;

/** A machine in which the agent has booted. */
public interface BootedMachine extends AgentMachine, AutoCloseable {

  /** What its host and the agent talk through. */
  Mailbox mailbox();

  /** Ends the machine, and gives back whatever it took of the host. */
  @Override
  void close();
}
