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
      ResidentOs trustedOs,
      int answersUpTo,
      Set<Choice> choices) {
    boolean isOld = version.isBefore(Version.V1_0);
    if (isOld && choices.contains(Choice.OS_INITIATED)) {
      throw no("os_initiated", "0.2 has no OS-initiated mode");
    }
    if (choices.contains(Choice.OS_INITIATED)
        && absent.contains(PsciFunction.PSCI_SET_SUSPEND_MODE)) {
      throw no(
          "os_initiated",
          "PSCI_SET_SUSPEND_MODE is absent, so OS-initiated mode cannot be offered");
    }
    if (isOld && !choices.contains(Choice.ANSWERS_GROUPS)) {
      throw no("answers_groups", "in 0.2 AFFINITY_INFO answers for every level");
    }
    if (isOld && answersUpTo < 3) {
      throw no("answers_up_to", "in 0.2 AFFINITY_INFO answers for every level");
    }
    if (choices.contains(Choice.REPORTS_SMCCC_VERSION)
        && !choices.contains(Choice.HAS_SMCCC_VERSION)) {
      throw no("reports_smccc_version", "there is no SMCCC_VERSION to report");
    }
    for (Mpidr core : topology.cores()) {
      if (executionState == ExecutionState.AARCH32 && core.field(3) != 0) {
        throw no("topology", "the MPIDR " + core + " has an Aff3, which AArch32 callers lack");
      }
    }
    refuseTree(topology, tree);
    refuseFunctions(absent, trustedOs);
    if (trustedOs.isUniprocessor()
        && (trustedOs.core() < 0 || trustedOs.core() >= topology.size())) {
      throw no(
          "trusted_os",
          "there is no core " + trustedOs.core() + " among " + topology.size() + " cores");
    }
  }

  private static void refuseTree(Topology topology, PowerTree tree) {
    long cores = -1L >>> (Topology.MOST_CORES - topology.size());
    for (List<Long> level : tree.levels()) {
      for (long node : level) {
        if ((node & ~cores) != 0) {
          throw no(
              "power_tree",
              "a node holds cores that the topology of " + topology.size() + " lacks");
        }
      }
    }
    int highest = tree.highestLevel();
    if (highest > 0 && tree.members(0, highest) != cores) {
      throw no(
          "power_tree", "its highest level is not one node with all " + topology.size() + " cores");
    }
  }

  static void refuseStates(
      Version version,
      PowerTree tree,
      PowerStateFormat format,
      int highestLevel,
      List<PowerState> own,
      boolean osInitiated) {
    if (version.isBefore(Version.V1_0) && format == PowerStateFormat.EXTENDED_STATE_ID) {
      throw no("format", "0.2 has the original format of power_state only");
    }
    if (highestLevel < 0 || highestLevel > PowerStateTable.HIGHEST_LEVEL) {
      throw no("highest_level", "the table has the levels 0 to " + PowerStateTable.HIGHEST_LEVEL);
    }
    Set<Integer> values = new HashSet<>();
    for (PowerState state : own) {
      String name = String.format("power_state 0x%x", state.value());
      if (!values.add(state.value())) {
        throw no("power_states", name + " is in the table twice");
      }
      if (state.level() > tree.highestLevel()) {
        throw no(
            "power_states",
            name + " is for power level " + state.level() + ", which the tree does not have");
      }
      if (state.lastLevel() > tree.highestLevel()) {
        throw no(
            "power_states",
            name + " claims power level " + state.lastLevel() + ", which the tree does not have");
      }
      if (osInitiated == (state.lastLevel() == PowerState.NO_CLAIM)) {
        throw no(
            "power_states",
            name
                + (osInitiated
                    ? " does not say at which level the caller is last"
                    : " claims a last level, and OS-initiated mode is not offered"));
      }
      if (!format.isWellFormed(state.value())) {
        throw no("power_states", name + " has reserved bits set");
      }
      if (format.stateType(state.value()) != state.type()) {
        throw no("power_states", name + " is not of type " + state.type());
      }
    }
  }

  private static void refuseFunctions(Set<PsciFunction> absent, ResidentOs trustedOs) {
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
