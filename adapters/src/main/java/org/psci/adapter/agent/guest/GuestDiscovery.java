// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.guest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.Reservations;
import org.psci.conformance.target.TargetException;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * What is known of a machine in which the agent has booted: from the device tree that the agent was
 * given, and from a profile. A profile overrides the tree, since somebody wrote it on purpose; and
 * where the two contradict each other, the report says so.
 */
public final class GuestDiscovery {
  private final BootFacts boot;
  private final GuestProfile profile;
  private final @Nullable DeviceTree tree;
  private final List<String> remarks = new ArrayList<>();

  /** What a tree says, all of it looked at once. */
  private record Told(
      Optional<Conduit> conduit,
      Optional<List<Mpidr>> cores,
      Optional<Gic> gic,
      Optional<Version> version,
      List<Integer> suspendParameters) {}

  private GuestDiscovery(BootedAgent agent, GuestProfile profile) throws TargetException {
    this.boot = agent.facts();
    this.profile = profile;
    boolean suffices = profile.conduit().isPresent() && profile.topology().isPresent();
    this.tree = agent.hasDeviceTree() || !suffices ? agent.deviceTree() : null;
    remarks.addAll(profile.remarks());
  }

  /**
   * What the agent can be told.
   *
   * @param implementation what is under test, for people, if the profile does not say
   * @param patience the usual one
   * @throws TargetException if neither tree nor profile say how PSCI is called or which cores there
   *     are, or if the tree is broken
   */
  public static Guest of(
      BootedAgent agent, String implementation, Duration patience, GuestProfile profile)
      throws TargetException {
    return new GuestDiscovery(agent, profile).guest(implementation, patience);
  }

  private Guest guest(String implementation, Duration patience) throws TargetException {
    Told told = told();
    Conduit conduit = conduit(told);
    Topology topology = topology(told);
    Optional<Gic> gic = profile.wake().orElse(true) ? gic(told) : Optional.empty();
    compareSuspendParameters(told);
    try {
      Profile known =
          new Profile(
              profile.implementation().orElse(implementation),
              profile.claimedVersion(),
              topology,
              Optional.of(conduit),
              boot.executionState(),
              boot.exceptionLevel(),
              boot.entries(),
              profile.powerStates(),
              profile.powerTree(),
              profile.memory(),
              gic.isPresent(),
              true,
              false,
              profile.patience().orElse(patience),
              new Reservations(remarks, told.version(), profile.unjudged(), profile.whyUnjudged()));
      return new Guest(known, gic);
    } catch (IllegalArgumentException e) {
      throw new TargetException("the profile does not fit the machine: " + e.getMessage(), e);
    }
  }

  private Told told() throws TargetException {
    if (tree == null) {
      return new Told(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }
    try {
      return new Told(
          tree.conduit(),
          Optional.of(tree.cores()),
          tree.gic(),
          tree.psciVersion(),
          tree.suspendParameters());
    } catch (DeviceTreeException e) {
      throw new TargetException("the device tree cannot be used", e);
    }
  }

  private Conduit conduit(Told told) throws TargetException {
    Optional<Conduit> chosen = profile.conduit().or(told::conduit);
    if (chosen.isEmpty()) {
      throw new TargetException(
          "the device tree names no PSCI; say in a profile how it is called: {\"conduit\": \"smc\","
              + " ...}");
    }
    if (told.conduit().isPresent() && !told.conduit().equals(chosen)) {
      remarks.add(
          "the device tree says that PSCI is called by "
              + told.conduit().get()
              + ", the profile that it is by "
              + chosen.get()
              + "; it is called by "
              + chosen.get());
    }
    return chosen.get();
  }

  /** The cores in the order of the profile, or of the tree, but the one that booted first. */
  private Topology topology(Told told) throws TargetException {
    List<Mpidr> cores =
        new ArrayList<>(profile.topology().map(Topology::cores).or(told::cores).orElseThrow());
    if (profile.topology().isPresent() && told.cores().isPresent()) {
      compareCores(cores, told.cores().get());
    }
    if (!cores.remove(boot.bootCore())) {
      throw new TargetException(
          "the core that booted is "
              + boot.bootCore()
              + ", which "
              + (profile.topology().isPresent() ? "'cores' of the profile" : "the device tree")
              + " does not have");
    }
    cores.add(0, boot.bootCore());
    try {
      return new Topology(cores);
    } catch (IllegalArgumentException e) {
      throw new TargetException("these cores make no machine", e);
    }
  }

  private void compareCores(List<Mpidr> said, List<Mpidr> told) {
    List<Mpidr> unknown = said.stream().filter(core -> !told.contains(core)).toList();
    List<Mpidr> unsaid = told.stream().filter(core -> !said.contains(core)).toList();
    if (!unknown.isEmpty()) {
      remarks.add("the profile has cores that the device tree does not have: " + words(unknown));
    }
    if (!unsaid.isEmpty()) {
      remarks.add("the device tree has cores that the profile does not have: " + words(unsaid));
    }
  }

  private static String words(List<Mpidr> cores) {
    return cores.stream().map(Mpidr::toString).collect(Collectors.joining(", "));
  }

  private Optional<Gic> gic(Told told) {
    if (profile.gic().isPresent() && told.gic().isPresent() && !profile.gic().equals(told.gic())) {
      remarks.add(
          "the device tree has another interrupt controller than the profile, which is used: "
              + told.gic().get());
    }
    return profile.gic().or(told::gic);
  }

  private void compareSuspendParameters(Told told) {
    if (told.suspendParameters().isEmpty()) {
      return;
    }
    TreeSet<String> missing = new TreeSet<>();
    for (int value : told.suspendParameters()) {
      boolean known =
          profile.powerStates().orElse(List.of()).stream()
              .map(PowerState::value)
              .anyMatch(state -> state == value);
      if (!known) {
        missing.add(String.format("0x%x", value));
      }
    }
    if (!missing.isEmpty()) {
      remarks.add(
          "the device tree names power_state values that "
              + (profile.powerStates().isPresent()
                  ? "'power_states' of the profile does not have"
                  : "no profile explains")
              + ": "
              + String.join(", ", missing));
    }
  }
}
