// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.session;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.psci.adapter.agent.guest.Guest;
import org.psci.conformance.history.History;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.BootTime;
import org.psci.conformance.target.Parking;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.StartLostException;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;
import org.psci.spec.vocabulary.Conduit;

/**
 * An implementation that the agent runs in as its guest. How the machine is started, and how host
 * and agent reach each other, is left to subclasses.
 */
public abstract class AgentTarget implements Target {
  /** How long a core waits for another one, if a machine has no reason for more. */
  protected static final Duration PATIENCE = Duration.ofMillis(500);

  private static final int BATCH_SIZE = 64;

  /** Larger batches lose more when a program takes the machine down, and less between them. */
  private static final int LARGE_BATCH = 128;

  private @Nullable Running running;
  private Parking parking = Parking.BY_ASKING;

  /** A machine that has booted. */
  private record Running(BootedMachine machine, AgentSession session, Profile profile) {}

  /**
   * Starts a machine and waits until its agent has booted.
   *
   * @param longest how long it may take
   * @throws StartLostException if it does not boot in time, or dies; then nothing is left of it
   * @throws TargetException if it cannot be started at all
   */
  protected abstract BootedMachine boot(Duration longest) throws TargetException;

  /** How long it may take to boot. */
  protected abstract BootTime bootTime();

  /**
   * What is known once the agent has booted.
   *
   * @throws TargetException if that is not enough to run programs
   */
  protected abstract Guest guest(AgentSession session) throws TargetException;

  /** How long a core waits for another one. */
  protected Duration patience() {
    return PATIENCE;
  }

  @Override
  public Profile start(int patienceFactor) throws TargetException {
    close();
    Running started = bootTime().start(longest -> booted(longest, patienceFactor));
    running = started;
    return started.profile();
  }

  private Running booted(Duration longest, int patienceFactor) throws TargetException {
    BootedMachine machine = boot(longest);
    Running booted = null;
    try {
      AgentSession session =
          new AgentSession(machine.mailbox(), machine, patience().multipliedBy(patienceFactor));
      Guest guest = guest(session);
      Profile profile = guest.profile();
      session.configure(profile.conduit().orElse(Conduit.SMC), profile.topology(), guest.gic());
      session.parkBy(parking);
      booted = new Running(machine, session, profile);
      return booted;
    } catch (TargetException e) {
      // Whatever went wrong with a machine that has died went wrong because of that.
      Optional<String> death = machine.death();
      throw death.isPresent() ? new StartLostException(death.get()) : e;
    } finally {
      if (booted == null) {
        machine.close();
      }
    }
  }

  @Override
  public void parkBy(Parking how) {
    parking = how;
    if (running != null) {
      running.session().parkBy(how);
    }
  }

  @Override
  public List<History> run(List<Program> programs) {
    Running current = running();
    return current.session().run(programs, current.profile());
  }

  @Override
  public void run(Iterator<Program> programs, Consumer<History> histories) {
    Running current = running();
    current.session().run(programs, LARGE_BATCH, current.profile(), histories);
  }

  /** The agent, which can also make calls in bare loops; the target must be started. */
  public AgentSession agent() {
    return running().session();
  }

  /** The machine that runs now. */
  protected BootedMachine machine() {
    return running().machine();
  }

  private Running running() {
    if (running == null) {
      throw new IllegalStateException("start the target before it runs");
    }
    return running;
  }

  @Override
  public boolean canSkew() {
    return true;
  }

  @Override
  public int batchSize() {
    return BATCH_SIZE;
  }

  @Override
  public void close() {
    if (running != null) {
      running.machine().close();
      running = null;
    }
  }
}
