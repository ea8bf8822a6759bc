// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/** What a {@link Configuration} cannot be. */
final class Contradictions {
  private Contradictions() {}

  static void refuse(
      Version version,
      Topology topology,
      PowerTree tree,
      ExecutionState executionState,
      Set<PsciFunction> absent,
      Configuration.Choices choices,
      SuspendChoices suspend,
      PowerStateChoices powerStates,
      CallChoices calls,
      DiscoveryChoices discovery,
      TrustedOs trustedOs) {
    boolean isOld = version.isBefore(Version.V1_0);
    if (isOld && suspend.format() == PowerStateFormat.EXTENDED_STATE_ID) {
      throw no("suspend.format", "0.2 has the original format of power_state only");
    }
    if (isOld && powerStates.osInitiated()) {
      throw no("powerStateChoices.osInitiated", "0.2 has no OS-initiated mode");
    }
    if (powerStates.osInitiated() && absent.contains(PsciFunction.PSCI_SET_SUSPEND_MODE)) {
      throw no(
          "powerStateChoices.osInitiated",
          "PSCI_SET_SUSPEND_MODE is absent, so OS-initiated mode cannot be offered");
    }
    if (isOld && !choices.answersGroups()) {
      throw no("choices.answersGroups", "in 0.2 AFFINITY_INFO answers for every level");
    }
    if (isOld && calls.answersUpTo() < 3) {
      throw no("calls.answersUpTo", "in 0.2 AFFINITY_INFO answers for every level");
    }
    if (discovery.reportsSmcccVersion() && !discovery.hasSmcccVersion()) {
      throw no("discovery.reportsSmcccVersion", "there is no SMCCC_VERSION to report");
    }
    for (Mpidr core : topology.cores()) {
      if (executionState == ExecutionState.AARCH32 && core.field(3) != 0) {
        throw no("topology", "the MPIDR " + core + " has an Aff3, which AArch32 callers lack");
      }
    }
    refuseTree(topology, tree);
    refuseStates(tree, suspend, powerStates);
    refuseFunctions(absent, choices, trustedOs);
    if (trustedOs.isUniprocessor()
        && (trustedOs.core() < 0 || trustedOs.core() >= topology.size())) {
      throw no(
          "trustedOs.core",
          "there is no core " + trustedOs.core() + " among " + topology.size() + " cores");
    }
  }

  private static void refuseTree(Topology topology, PowerTree tree) {
    long cores = -1L >>> (Topology.MOST_CORES - topology.size());
    for (List<Long> level : tree.levels()) {
      for (long node : level) {
        if ((node & ~cores) != 0) {
          throw no("tree", "a node holds cores that the topology of " + topology.size() + " lacks");
        }
      }
    }
    int highest = tree.highestLevel();
    if (highest > 0 && tree.members(0, highest) != cores) {
      throw no("tree", "its highest level is not one node with all " + topology.size() + " cores");
    }
  }

  private static void refuseStates(
      PowerTree tree, SuspendChoices suspend, PowerStateChoices choices) {
    if (choices.highestLevel() < 0 || choices.highestLevel() > PowerStateTable.HIGHEST_LEVEL) {
      throw no(
          "powerStateChoices.highestLevel",
          "the table has the levels 0 to " + PowerStateTable.HIGHEST_LEVEL);
    }
    Set<Integer> values = new HashSet<>();
    for (PowerState state : choices.own()) {
      String name = String.format("power_state 0x%x", state.value());
      if (!values.add(state.value())) {
        throw no("powerStateChoices.own", name + " is in the table twice");
      }
      if (state.level() > tree.highestLevel()) {
        throw no(
            "powerStateChoices.own",
            name + " is for power level " + state.level() + ", which the tree does not have");
      }
      if (state.lastLevel() > tree.highestLevel()) {
        throw no(
            "powerStateChoices.own",
            name + " claims power level " + state.lastLevel() + ", which the tree does not have");
      }
      if (choices.osInitiated() == (state.lastLevel() == PowerState.NO_CLAIM)) {
        throw no(
            "powerStateChoices.own",
            name
                + (choices.osInitiated()
                    ? " does not say at which level the caller is last"
                    : " claims a last level, and OS-initiated mode is not offered"));
      }
      if (!suspend.format().isWellFormed(state.value())) {
        throw no("powerStateChoices.own", name + " has reserved bits set");
      }
      if (suspend.format().stateType(state.value()) != state.type()) {
        throw no("powerStateChoices.own", name + " is not of type " + state.type());
      }
    }
  }

  private static void refuseFunctions(
      Set<PsciFunction> absent, Configuration.Choices choices, TrustedOs trustedOs) {
    for (PsciFunction function : PsciFunction.values()) {
      if (function.isMandatory() && absent.contains(function)) {
        throw no("absent", function + " is mandatory");
      }
    }
    refusePair(absent, PsciFunction.PSCI_STAT_RESIDENCY, PsciFunction.PSCI_STAT_COUNT);
    refusePair(absent, PsciFunction.MEM_PROTECT, PsciFunction.MEM_PROTECT_CHECK_RANGE);
    if (!trustedOs.isUniprocessor()) {
      return;
    }
    if (!choices.hasMigrateInfo()) {
      throw no("choices.hasMigrateInfo", "nobody else tells of the trusted OS");
    }
    if (absent.contains(PsciFunction.MIGRATE_INFO_TYPE)) {
      throw no("absent", "MIGRATE_INFO_TYPE has to tell of the trusted OS");
    }
    if (absent.contains(PsciFunction.MIGRATE_INFO_UP_CPU)) {
      throw no("absent", "MIGRATE_INFO_UP_CPU has to tell where the trusted OS is");
    }
  }

  private static void refusePair(Set<PsciFunction> absent, PsciFunction one, PsciFunction other) {
    if (absent.contains(one) != absent.contains(other)) {
      throw no("absent", one + " and " + other + " are both there, or neither");
    }
  }

  private static IllegalArgumentException no(String field, String reason) {
    return new IllegalArgumentException(field + ": " + reason);
  }
}
