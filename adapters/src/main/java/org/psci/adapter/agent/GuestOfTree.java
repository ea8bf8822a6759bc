// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.TargetException;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.Topology;

/** What the device tree that the agent was given says of its machine. */
public final class GuestOfTree {
  private GuestOfTree() {}

  /**
   * The machine that the tree describes.
   *
   * @param implementation what is under test, for people
   * @throws TargetException if the agent has no tree, or one that names no PSCI or no cores
   */
  public static Guest of(AgentSession session, String implementation, Duration patience)
      throws TargetException {
    BootFacts boot = session.facts();
    DeviceTree tree = session.deviceTree();
    try {
      Optional<Conduit> conduit = tree.conduit();
      if (conduit.isEmpty()) {
        throw new TargetException("the device tree names no PSCI");
      }
      Optional<Gic> gic = tree.gic();
      Profile profile =
          new Profile(
              implementation,
              Optional.empty(),
              topology(tree.cores(), boot.bootCore()),
              conduit,
              boot.executionState(),
              boot.exceptionLevel(),
              boot.entries(),
              Optional.empty(),
              gic.isPresent(),
              true,
              patience);
      return new Guest(profile, gic);
    } catch (DeviceTreeException e) {
      throw new TargetException("the device tree cannot be used", e);
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
