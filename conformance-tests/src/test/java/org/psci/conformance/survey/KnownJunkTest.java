// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.survey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.program.ProgramSyntaxException;

/** Proves that only junk goes that a finding needs. */
class KnownJunkTest {
  private static Program program(String... lines) {
    try {
      return ProgramParser.parse("test", String.join("\n", lines) + "\n");
    } catch (ProgramSyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static final Program ALL =
      program(
          "topology 1x2",
          "core 0: CPU_ON32 core=1 entry=A context=0x1 x0.high=0x1 x1.high=0x2 x2.high=0x3",
          "core 1: AFFINITY_INFO32 core=0 level=0 x2.high=0x4");

  @Test
  void whatAFindingNeedsGoesFromCallsOfItsFunction() {
    KnownJunk junk = new KnownJunk();
    junk.learn(program("topology 1x2", "core 0: CPU_ON32 core=1 entry=A context=0x1 x2.high=0x9"));
    assertThat(junk.removedFrom(ALL))
        .isEqualTo(
            program(
                "topology 1x2",
                "core 0: CPU_ON32 core=1 entry=A context=0x1 x0.high=0x1 x1.high=0x2",
                "core 1: AFFINITY_INFO32 core=0 level=0 x2.high=0x4"));
  }

  @Test
  void whatIsAboveAFunctionIdGoesFromAllCalls() {
    KnownJunk junk = new KnownJunk();
    junk.learn(program("topology 1x1", "core 0: PSCI_VERSION x0.high=0xffffffff"));
    assertThat(junk.removedFrom(ALL))
        .isEqualTo(
            program(
                "topology 1x2",
                "core 0: CPU_ON32 core=1 entry=A context=0x1 x1.high=0x2 x2.high=0x3",
                "core 1: AFFINITY_INFO32 core=0 level=0 x2.high=0x4"));
  }

  @Test
  void whereThereIsMoreNobodyKnowsWhichItIs() {
    KnownJunk junk = new KnownJunk();
    junk.learn(ALL);
    assertThat(junk.removedFrom(ALL)).isEqualTo(ALL);
  }
}
