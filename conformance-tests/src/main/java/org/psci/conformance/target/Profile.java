// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.psci.spec.model.EntryPoints;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PowerState;
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
 * @param canWake whether an interrupt can be made pending for a core
 * @param canPrepare whether callers can be prepared before a call
 * @param patience how long something that is bound to happen may take
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
    boolean canWake,
    boolean canPrepare,
    Duration patience) {}
