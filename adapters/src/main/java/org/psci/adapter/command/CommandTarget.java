// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.command;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.psci.adapter.agent.guest.BootFacts;
import org.psci.adapter.agent.guest.Guest;
import org.psci.adapter.agent.guest.GuestDiscovery;
import org.psci.adapter.agent.guest.GuestProfile;
import org.psci.adapter.agent.session.AgentSession;
import org.psci.adapter.agent.session.AgentTarget;
import org.psci.adapter.agent.session.BootedMachine;
import org.psci.conformance.target.BootTime;
import org.psci.conformance.target.TargetException;

/** The PSCI of a machine that a command line of the user starts: an emulator, or a board. */
public final class CommandTarget extends AgentTarget {
  private final CommandOptions options;
  private final GuestProfile said;
  private @Nullable BootFacts facts;
  private @Nullable Guest guest;
  private @Nullable CommandMachine last;

  /** A machine whose device tree says all that is needed. */
  CommandTarget(CommandOptions options) {
    this(options, GuestProfile.SILENT);
  }

  /**
   * @param said what the machine cannot be asked
   */
  public CommandTarget(CommandOptions options, GuestProfile said) {
    this.options = options;
    this.said = said;
  }

  @Override
  protected BootTime bootTime() {
    return options.boot();
  }

  @Override
  protected BootedMachine boot(Duration longest) throws TargetException {
    last = CommandMachine.boot(options, longest);
    return last;
  }

  @Override
  protected Duration patience() {
    return options.patience();
  }

  /** The tree is read once only: over a slow line that takes its time. */
  @Override
  protected Guest guest(AgentSession session) throws TargetException {
    if (guest == null) {
      facts = session.facts();
      guest =
          GuestDiscovery.of(
              session, "machine of the command " + options.command(), options.patience(), said);
    } else if (!session.facts().equals(facts)) {
      throw new TargetException(
          "the machine is not the same at every start; first "
              + facts
              + ", now "
              + session.facts());
    }
    return guest;
  }

  /** The process that was started last, for tests that do harm to it. */
  Process process() {
    if (last == null) {
      throw new IllegalStateException("start the target first");
    }
    return last.child().process();
  }
}
