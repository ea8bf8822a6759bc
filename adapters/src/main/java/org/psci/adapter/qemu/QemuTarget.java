// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.psci.adapter.agent.AgentSession;
import org.psci.adapter.agent.BootFacts;
import org.psci.adapter.agent.DeviceTree;
import org.psci.adapter.agent.DeviceTreeException;
import org.psci.conformance.history.History;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.Topology;

/** The PSCI that QEMU itself offers to a guest of its machine "virt". */
public final class QemuTarget implements Target {
  private static final Duration PATIENCE = Duration.ofMillis(300);
  private static final int BATCH_SIZE = 64;

  private final QemuOptions options;
  private @Nullable QemuVersion version;
  private @Nullable Running running;

  /** A machine that has booted. */
  private record Running(QemuMachine machine, AgentSession session, Profile profile) {}

  public QemuTarget(QemuOptions options) {
    this.options = options;
  }

  @Override
  public Profile start(int patienceFactor) throws TargetException {
    close();
    if (version == null) {
      version = QemuVersion.of(options.binary());
    }
    QemuMachine machine = QemuMachine.boot(options);
    try {
      AgentSession session =
          new AgentSession(machine.mailbox(), machine, PATIENCE.multipliedBy(patienceFactor));
      Profile profile = profile(session, "QEMU " + version.text() + " " + options.describe());
      session.configure(profile.conduit().orElse(options.conduit()), profile.topology());
      running = new Running(machine, session, profile);
      return profile;
    } finally {
      if (running == null) {
        machine.close();
      }
    }
  }

  private Profile profile(AgentSession session, String implementation) throws TargetException {
    BootFacts boot = session.facts();
    DeviceTree tree = session.deviceTree();
    try {
      Optional<Conduit> conduit = tree.conduit();
      if (conduit.isEmpty()) {
        throw new TargetException("the device tree of QEMU names no PSCI");
      }
      return new Profile(
          implementation,
          Optional.empty(),
          topology(tree.cores(), boot.bootCore()),
          conduit,
          ExecutionState.AARCH64,
          boot.exceptionLevel(),
          boot.entries(),
          Optional.empty(),
          false,
          true,
          PATIENCE);
    } catch (DeviceTreeException e) {
      throw new TargetException("the device tree of QEMU cannot be used", e);
    }
  }

  /** The cores in the order of the tree, but the one that booted first. */
  private static Topology topology(List<Mpidr> cores, Mpidr bootCore) throws TargetException {
    List<Mpidr> ordered = new ArrayList<>(cores);
    if (!ordered.remove(bootCore)) {
      throw new TargetException("the device tree does not have the boot core " + bootCore);
    }
    ordered.add(0, bootCore);
    try {
      return new Topology(ordered);
    } catch (IllegalArgumentException e) {
      throw new TargetException("the cores of the device tree make no machine", e);
    }
  }

  @Override
  public List<History> run(List<Program> programs) {
    Running current = running();
    return current.session().run(programs, current.profile());
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
