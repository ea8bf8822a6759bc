// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.Set;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/** A configuration on its way to another one, field by field. */
final class ConfigurationDraft {
  Version version;
  Topology topology;
  PowerTree tree;
  ExecutionState executionState;
  Set<PsciFunction> absent;
  Configuration.Choices choices;
  SuspendChoices suspend;
  PowerStateChoices powerStateChoices;
  IdleChoices idle;
  CallChoices calls;
  DiscoveryChoices discovery;
  SystemChoices system;
  TrustedOs trustedOs;
  Set<Bug> bugs;

  ConfigurationDraft(Configuration from) {
    version = from.version();
    topology = from.topology();
    tree = from.tree();
    executionState = from.executionState();
    absent = from.absent();
    choices = from.choices();
    suspend = from.suspend();
    powerStateChoices = from.powerStateChoices();
    idle = from.idle();
    calls = from.calls();
    discovery = from.discovery();
    system = from.system();
    trustedOs = from.trustedOs();
    bugs = from.bugs();
  }

  Configuration finished() {
    return new Configuration(
        version,
        topology,
        tree,
        executionState,
        absent,
        choices,
        suspend,
        powerStateChoices,
        idle,
        calls,
        discovery,
        system,
        trustedOs,
        bugs);
  }
}
