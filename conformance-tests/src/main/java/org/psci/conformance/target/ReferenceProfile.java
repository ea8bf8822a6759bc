// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.psci.reference.Bug;
import org.psci.reference.Choice;
import org.psci.reference.Configuration;
import org.psci.spec.model.EntryPoints;
import org.psci.spec.model.MemoryRange;
import org.psci.spec.vocabulary.Conduit;

/** What the reference machine says of itself as a target. */
final class ReferenceProfile {
  static final long MEMORY_START = 0x4000_0000L;
  static final long MEMORY_END = 0x8000_0000L;
  private static final EntryPoints ENTRIES = new EntryPoints(0x4000_1000L, 16, 64);

  private ReferenceProfile() {}

  /**
   * The profile.
   *
   * @param followsSchedules whether its cores take turns
   */
  static Profile of(Configuration configuration, boolean followsSchedules) {
    String bugs = configuration.bugs().stream().map(Bug::id).collect(Collectors.joining(", "));
    return new Profile(
        "reference machine" + (bugs.isEmpty() ? "" : " with " + bugs),
        Optional.of(configuration.version()),
        configuration.topology(),
        Optional.of(Conduit.SMC),
        configuration.executionState(),
        1,
        ENTRIES,
        configuration.has(Choice.PUBLISHED)
            ? Optional.of(configuration.powerStates())
            : Optional.empty(),
        Optional.of(configuration.tree()),
        Optional.of(List.of(new MemoryRange(MEMORY_START, MEMORY_END - MEMORY_START))),
        true,
        true,
        followsSchedules,
        Duration.ZERO,
        Reservations.NONE);
  }
}
