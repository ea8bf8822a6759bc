// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.psci.spec.model.EntryPoints;
import org.psci.spec.model.MemoryRange;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * What a target says of itself.
 *
 * @param implementation what is under test, with its version, for people
 * @param claimedVersion the PSCI version that it claims, if it claims one outside PSCI_VERSION
 * @param topology its cores, the one that boots first
 * @param conduit how PSCI is called, if known
 * @param executionState the Execution state of callers
 * @param exceptionLevel the Exception level of callers, 1 or 2; 0 if not known
 * @param entries the addresses that programs may use as entry points
 * @param powerStates the power_state values that the platform publishes; empty if nobody knows them
 * @param powerTree its power domains; empty for the usual ones, which follow the affinity levels
 * @param memory the memory that MEM_PROTECT can protect; empty if nobody has said
 * @param canWake whether an interrupt can be made pending for a core
 * @param canPrepare whether callers can be prepared before a call
 * @param followsSchedules whether a program can say what it is to decide where it could decide
 *     either way
 * @param patience how long something that is bound to happen may take
 * @param reservations what a report has to say beside the verdict
 */
public record Profile(
    String implementation,
    Optional<Version> claimedVersion,
    Topology topology,
    Optional<Conduit> conduit,
    ExecutionState executionState,
    int exceptionLevel,
    EntryPoints entries,
    Optional<List<PowerState>> powerStates,
    Optional<PowerTree> powerTree,
    Optional<List<MemoryRange>> memory,
    boolean canWake,
    boolean canPrepare,
    boolean followsSchedules,
    Duration patience,
    Reservations reservations) {

  /**
   * @throws IllegalArgumentException if a power state is at a level that the power tree, where it
   *     is given, does not have, or if the tree has a core that the topology lacks
   */
  public Profile {
    powerStates = powerStates.map(List::copyOf);
    memory = memory.map(List::copyOf);
    if (powerTree.isPresent()) {
      int highest = powerTree.get().highestLevel();
      for (PowerState state : powerStates.orElse(List.of())) {
        if (state.level() > highest) {
          throw new IllegalArgumentException(
              String.format(
                  "power_states: 0x%x is a state of power level %d, and the highest level of"
                      + " power_tree is %d",
                  state.value(), state.level(), highest));
        }
      }
      long all = powerTree.get().members(0, highest);
      if (highest > 0 && all != -1L >>> (Topology.MOST_CORES - topology.size())) {
        throw new IllegalArgumentException(
            "power_tree: its highest level has to be one node with all "
                + topology.size()
                + " cores");
      }
    }
  }

  /** A target that follows no schedules, and of which nothing more is to be said. */
  public Profile(
      String implementation,
      Optional<Version> claimedVersion,
      Topology topology,
      Optional<Conduit> conduit,
      ExecutionState executionState,
      int exceptionLevel,
      EntryPoints entries,
      Optional<List<PowerState>> powerStates,
      Optional<PowerTree> powerTree,
      Optional<List<MemoryRange>> memory,
      boolean canWake,
      boolean canPrepare,
      Duration patience) {
    this(
        implementation,
        claimedVersion,
        topology,
        conduit,
        executionState,
        exceptionLevel,
        entries,
        powerStates,
        powerTree,
        memory,
        canWake,
        canPrepare,
        false,
        patience,
        Reservations.NONE);
  }

  /** The same with the usual power domains, and memory of which nobody has said anything. */
  public Profile(
      String implementation,
      Optional<Version> claimedVersion,
      Topology topology,
      Optional<Conduit> conduit,
      ExecutionState executionState,
      int exceptionLevel,
      EntryPoints entries,
      Optional<List<PowerState>> powerStates,
      boolean canWake,
      boolean canPrepare,
      Duration patience) {
    this(
        implementation,
        claimedVersion,
        topology,
        conduit,
        executionState,
        exceptionLevel,
        entries,
        powerStates,
        Optional.empty(),
        Optional.empty(),
        canWake,
        canPrepare,
        false,
        patience,
        Reservations.NONE);
  }
}
