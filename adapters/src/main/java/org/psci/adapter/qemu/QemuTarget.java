// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.psci.adapter.agent.AgentImage;
import org.psci.adapter.agent.AgentSession;
import org.psci.adapter.agent.BootFacts;
import org.psci.adapter.agent.DeviceTree;
import org.psci.adapter.agent.DeviceTreeException;
import org.psci.adapter.agent.Gic;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.TargetException;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.Topology;

/** The PSCI that QEMU itself offers to a guest of its machine "virt". */
public final class QemuTarget extends EmulatedTarget {

  /** The agent takes the place of a kernel. */
  private static final class Kernel implements QemuMachine.Images {
    private static final String IMAGE = ".image";

    @Override
    public Map<String, byte[]> files(AgentImage agent) {
      return Map.of(IMAGE, agent.bytes());
    }

    @Override
    public List<String> options(Map<String, Path> files) {
      return List.of("-kernel", Objects.requireNonNull(files.get(IMAGE)).toString());
    }
  }

  public QemuTarget(QemuOptions options) {
    super(options);
  }

  @Override
  QemuMachine.Images images() {
    return new Kernel();
  }

  @Override
  List<String> command(QemuOptions machine) {
    return machine.command(QemuMachine.MEMORY);
  }

  @Override
  Guest guest(AgentSession session, QemuOptions machine, String emulator) throws TargetException {
    BootFacts boot = session.facts();
    DeviceTree tree = session.deviceTree();
    try {
      Optional<Conduit> conduit = tree.conduit();
      if (conduit.isEmpty()) {
        throw new TargetException("the device tree of QEMU names no PSCI");
      }
      Optional<Gic> gic = tree.gic();
      Profile profile =
          new Profile(
              emulator + " " + machine.describe(),
              Optional.empty(),
              topology(tree.cores(), boot.bootCore()),
              conduit,
              ExecutionState.AARCH64,
              boot.exceptionLevel(),
              boot.entries(),
              Optional.empty(),
              gic.isPresent(),
              true,
              PATIENCE);
      return new Guest(profile, gic);
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
}
