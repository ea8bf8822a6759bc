// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.psci.adapter.agent.AgentSession;
import org.psci.adapter.agent.Gic;
import org.psci.conformance.history.History;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;
import org.psci.spec.vocabulary.Conduit;

/** A PSCI in a machine that QEMU emulates, with the agent as its guest. */
public abstract class EmulatedTarget implements Target {
  static final Duration PATIENCE = Duration.ofMillis(500);
  private static final int BATCH_SIZE = 64;

  /** Larger batches lose more when a program takes the machine down, and less between them. */
  private static final int LARGE_BATCH = 128;

  private final QemuOptions options;
  private @Nullable QemuVersion version;
  private @Nullable Running running;

  /** A machine that has booted. */
  private record Running(QemuMachine machine, AgentSession session, Profile profile) {}

  /**
   * What an agent that has booted can be told.
   *
   * @param profile of the machine
   * @param gic its interrupt controller, if the agent can use it
   */
  record Guest(Profile profile, Optional<Gic> gic) {}

  /** Only QEMU's own PSCI and the test firmware run in QEMU so far. */
  EmulatedTarget(QemuOptions options) {
    this.options = options;
  }

  abstract QemuMachine.Images images();

  /** The command line without what belongs to one start. */
  abstract List<String> command(QemuOptions machine);

  /**
   * What is known once the agent has booted.
   *
   * @param emulator QEMU with its version
   */
  abstract Guest guest(AgentSession session, QemuOptions machine, String emulator)
      throws TargetException;

  @Override
  public Profile start(int patienceFactor) throws TargetException {
    close();
    if (version == null) {
      version = QemuVersion.of(options.binary());
    }
    QemuMachine machine = QemuMachine.boot(command(options), images());
    try {
      AgentSession session =
          new AgentSession(machine.mailbox(), machine, PATIENCE.multipliedBy(patienceFactor));
      Guest guest = guest(session, options, "QEMU " + version.text());
      Profile profile = guest.profile();
      session.configure(profile.conduit().orElse(Conduit.SMC), profile.topology(), guest.gic());
      running = new Running(machine, session, profile);
      return profile;
    } finally {
      if (running == null) {
        machine.close();
      }
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

  private Running running() {
    if (running == null) {
      throw new IllegalStateException("start the target before it runs");
    }
    return running;
  }

  /** The process that runs now, for tests that do harm to it. */
  Process process() {
    return running().machine().process();
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
