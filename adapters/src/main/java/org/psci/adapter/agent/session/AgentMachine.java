// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.session;

import java.util.Optional;
import org.psci.conformance.history.Event;

/** The machine that the agent runs in, as its host sees it from outside. */
public interface AgentMachine {

  /** What the machine did as a whole, if it did something. */
  Optional<Event.Machine.What> whatItDid();

  /** Why it is dead, for people; empty while it lives. */
  Optional<String> death();

  /**
   * Whether the machine answers its host, whatever its cores do. It may take seconds to find that
   * it does not.
   */
  boolean answers();

  /** Stops all cores for good. The mailbox stays as it is. */
  void freeze();
}
