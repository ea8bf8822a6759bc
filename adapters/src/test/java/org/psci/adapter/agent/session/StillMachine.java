// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.session;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;

/** A machine that does what a test tells it, that is nothing at first. */
public final class StillMachine implements AgentMachine {
  Event.Machine.@Nullable What did;
  @Nullable String death;
  public boolean answers = true;
  boolean frozen;

  static StillMachine dead() {
    StillMachine machine = new StillMachine();
    machine.death = "killed by the test";
    return machine;
  }

  @Override
  public Optional<Event.Machine.What> whatItDid() {
    return Optional.ofNullable(did);
  }

  @Override
  public Optional<String> death() {
    return Optional.ofNullable(death);
  }

  @Override
  public boolean answers() {
    return answers;
  }

  @Override
  public void freeze() {
    frozen = true;
  }
}
