// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.batch;

import java.time.Duration;
import java.util.Optional;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.conformance.target.Profile;
import org.psci.spec.model.EntryPoints;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.Topology;

/** Programs and a machine for tests that need no machine. */
public final class Programs {
  public static final long SLED = 0x4020_0800L;
  public static final int SLOTS = 64;

  private Programs() {}

  /** Reads a program. */
  public static Program of(String... lines) {
    try {
      return ProgramParser.parse("test", String.join("\n", lines) + "\n");
    } catch (ProgramSyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** A machine with one cluster. */
  public static Profile machine(int cores) {
    return machine(cores, ExecutionState.AARCH64);
  }

  /** A machine with one cluster whose cores are in this Execution state. */
  public static Profile machine(int cores, ExecutionState state) {
    return new Profile(
        "hand-made",
        Optional.empty(),
        Topology.clusters(1, cores),
        Optional.of(Conduit.HVC),
        state,
        1,
        new EntryPoints(SLED, 16, SLOTS),
        Optional.empty(),
        true,
        true,
        Duration.ofMillis(200));
  }
}
