// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.conformance.program.Step;

class SkewSweepTest {
  private static final String RACE =
      """
      topology 1x3
      core 0: CPU_ON core=1 entry=A context=0x1
      together
        core 0: CPU_ON core=2 entry=B context=0xb
        core 1: CPU_ON core=2 entry=C context=0xc
      wake core 1
      """;

  private static Program program(String text) throws ProgramSyntaxException {
    return ProgramParser.parse("test", text);
  }

  private static Program unskewed(Program program) throws ProgramSyntaxException {
    return program(program.toString().replaceAll(" skew=\\d+", ""));
  }

  @Test
  void firstRunIsAsWritten() throws ProgramSyntaxException {
    assertThat(SkewSweep.of(program(RACE), 0)).isEqualTo(program(RACE));
  }

  @Test
  void laterRunsDifferInSkewsOnly() throws ProgramSyntaxException {
    Set<Program> seen = new HashSet<>();
    Set<Integer> earliest = new HashSet<>();
    for (int number = 0; number < 50; number++) {
      Program swept = SkewSweep.of(program(RACE), number);
      assertThat(unskewed(swept)).isEqualTo(program(RACE));
      assertThat(SkewSweep.of(program(RACE), number)).isEqualTo(swept);
      seen.add(swept);
      int first = swept.steps().get(1).skew();
      int second = swept.steps().get(2).skew();
      earliest.add(Integer.compare(first, second));
      assertThat(Math.max(first, second)).isLessThanOrEqualTo(Step.LARGEST_SKEW);
    }
    assertThat(seen).hasSizeGreaterThan(20);
    assertThat(earliest).as("either call comes first").contains(-1, 1);
  }

  @Test
  void programWithoutRaceStaysAsItIs() throws ProgramSyntaxException {
    Program alone = program("topology 1x2\ncore 0: CPU_ON core=1 entry=A context=0x1\n");
    assertThat(SkewSweep.of(alone, 7)).isEqualTo(alone);
  }
}
