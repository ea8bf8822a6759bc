// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * Proves that a text that is no program is refused with its file, its line and what was expected
 * there. In the table a {@code /} ends a line of the text.
 */
class ProgramParserTest {

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                          | 1 | expected 'topology CLUSTERSxCORES'
          # nothing but a comment                                     | 1 | expected 'topology CLUSTERSxCORES'
          core 0: PSCI_VERSION                                        | 1 | expected 'topology CLUSTERSxCORES'
          topology 4                                                  | 1 | expected 'topology CLUSTERSxCORES'
          topology 3x3                                                | 1 | a program has 1 to 8 cores, not 3x3
          topology 0x4                                                | 1 | a program has 1 to 8 cores, not 0x4
          topology 1x2/core 2: PSCI_VERSION                           | 2 | topology 1x2 has no core 2; cores count from 0
          topology 1x2/# so/core 0: CPU_ON core=2 entry=A context=0   | 3 | topology 1x2 has no core 2; cores count from 0
          topology 1x2/wake core 2                                    | 2 | topology 1x2 has no core 2; cores count from 0
          topology 1x2/schedule 0 2                                   | 2 | topology 1x2 has no core 2; cores count from 0
          topology 1x2/schedule 0 x                                   | 2 | a schedule has numbers of cores, + and -, not 'x'
          topology 1x2/schedule 0/schedule 1                          | 3 | 'schedule' stands once, below 'topology' and above all steps
          topology 1x2/core 0: PSCI_VERSION/schedule 1                | 3 | 'schedule' stands once, below 'topology' and above all steps
          topology 1x2/together/  schedule 1                          | 3 | 'schedule' stands once, below 'topology' and above all steps
          topology 1x2/schedule0                                      | 2 | expected 'core N: FUNCTION name=value ...'
          schedule 0                                                  | 1 | expected 'topology CLUSTERSxCORES'
          topology 1x2/boot core 1                                    | 2 | expected 'core N: FUNCTION name=value ...', 'together' or 'wake core N', not 'boot core 1'
          topology 1x2/  core 0: PSCI_VERSION                         | 2 | expected no indentation here
          topology 1x2/together/  wake core 1                         | 3 | 'wake' cannot stand below 'together'
          topology 1x2/together/core 0: PSCI_VERSION                  | 3 | 'together' holds one call of each core
          topology 1x2/together/  core 0: CPU_OFF/  core 0: CPU_OFF   | 4 | 'together' holds one call of each core
          topology 1x2/core 0: CPU_BOOT                               | 2 | 'CPU_BOOT' is no PSCI function; expected one such as CPU_ON
          topology 1x2/core 0: CPU_OFF skew=5                         | 2 | 'skew' belongs to a step below 'together': alone there is nobody to be late for
          topology 1x2/together/  core 0: CPU_OFF skew=256            | 3 | a skew is 0 to 255, not 256
          topology 1x2/core 0: CPU_OFF timer=5                        | 2 | 'timer' belongs to a call that suspends its core, such as CPU_SUSPEND
          topology 1x2/core 0: CPU_SUSPEND power_state=standby entry=A context=0 timer=0 | 2 | a timer takes 1 to 100000 microseconds, not 0
          topology 1x2/core 0: CPU_SUSPEND power_state=sleep entry=A context=0 | 2 | 'power_state' takes a meaning such as standby, powerdown@1, retention-retention or powerdown,last@1
          topology 1x2/core 0: CPU_SUSPEND power_state=standby@4 entry=A context=0 | 2 | 'power_state' takes a meaning such as standby, powerdown@1, retention-retention or powerdown,last@1
          topology 1x2/core 0: CPU_OFF32                              | 2 | 'CPU_OFF32' is no PSCI function
          topology 1x2/core 0: CPU_ON core                            | 2 | expected 'name=value', not 'core'
          topology 1x2/core 0: CPU_ON                                 | 2 | CPU_ON takes 'core=...'
          topology 1x2/core 0: CPU_ON core=1                          | 2 | CPU_ON takes 'entry=...'
          topology 1x2/core 0: CPU_ON core=1 entry=A                  | 2 | CPU_ON takes 'context=...'
          topology 1x2/core 0: CPU_ON core=1 level=0                  | 2 | 'level' does not belong to CPU_ON; expected core or mpidr, entry, context, x1 to x3
          topology 1x2/core 0: CPU_ON core=1 mpidr=1                  | 2 | 'mpidr' sets x1 a second time
          topology 1x2/core 0: CPU_ON core=0x1 entry=A context=0      | 2 | expected the number of a core, not '0x1'; mpidr=0x... names any target
          topology 1x2/core 0: CPU_ON core=1 entry=BI context=0       | 2 | there are entry points A to BH, not BI
          topology 1x2/core 0: CPU_ON core=1 entry=a context=0        | 2 | 'entry' takes a number such as 0x1f of up to 64 bits, not 'a'
          topology 1x2/core 0: CPU_ON core=1 entry=A context=0xg      | 2 | 'context' takes a number such as 0x1f of up to 64 bits, not '0xg'
          topology 1x2/core 0: CPU_ON32 core=1 entry=A context=0x100000000 | 2 | 'context' of CPU_ON32 has 32 bits; x3.high sets what stands above them
          topology 1x2/core 0: AFFINITY_INFO core=1 level=-1          | 2 | 'level' has 32 bits; xN.high sets what stands above them
          topology 1x2/core 0: CPU_ON core=1 entry=A context=0 x3.high=1 | 2 | all 64 bits of x3 count in this call
          topology 1x2/core 0: PSCI_VERSION x0.high=0x100000000       | 2 | x0.high has 32 bits
          topology 1x2/core 0: CPU_ON x1=1                            | 2 | x1 of CPU_ON is 'core'
          topology 1x2/core 0: CPU_OFF id=0x84000002                  | 2 | 'id' belongs to CALL; CPU_OFF has its own
          topology 1x2/core 0: CALL                                   | 2 | CALL takes the function id as id=0x...
          topology 1x2/core 0: CALL id=0x84000002                     | 2 | write CPU_OFF instead of CALL id=0x84000002
          topology 1x2/core 0: CALL id=0x100000000                    | 2 | a function id has 32 bits
          topology 1x2/core 0: CPU_OFF until=SUCCESS while=DENIED     | 2 | a step has one 'until' or 'while'
          topology 1x2/core 0: CPU_OFF dirty=mmu,cache                | 2 | 'cache' is no preparation; expected mmu, daif, be, vbar, regs or all
          """)
  void badTextIsRefused(String text, int line, String expected) {
    ProgramSyntaxException refusal =
        catchThrowableOfType(
            ProgramSyntaxException.class,
            () -> ProgramParser.parse("some.psci", text.replace('/', '\n')));
    assertThat(refusal).as("a refusal").isNotNull();
    assertThat(refusal).hasMessageStartingWith("some.psci:" + line + ": ");
    assertThat(refusal).hasMessageContaining(expected);
    assertThat(refusal.line()).isEqualTo(line);
  }

  @Test
  void programIsReadAsItIsWritten() throws ProgramSyntaxException {
    Program program =
        ProgramParser.parse(
            "example",
            """
            # Comments and blank lines do not count.
            topology 2x2

            core 0: CPU_ON core=2 entry=B+4 context=0x1111222233334444   # the first of cluster 1
            together
              core 0: AFFINITY_INFO32 mpidr=0x100 level=1 x0.high=0xf until=ON
              core 2: CALL id=0xc4000002 x1=7 skew=12 dirty=mmu,be
            wake core 2
            """);
    assertThat(program.shape()).isEqualTo(new Shape(2, 2));
    assertThat(program.phases())
        .containsExactly(
            new Phase.Alone(
                Step.of(
                    0,
                    Invocation.of(
                        PsciFunction.CPU_ON,
                        new Value.Core(2),
                        new Value.Entry(1, 4),
                        new Value.Literal(0x1111_2222_3333_4444L)))),
            new Phase.Together(
                List.of(
                    Step.of(
                            0,
                            Invocation.of(
                                    PsciFunction.AFFINITY_INFO.smc32(),
                                    new Value.Literal(0x100),
                                    new Value.Literal(1))
                                .withHigh(0, 0xf))
                        .repeated(Repeat.Kind.UNTIL, 0),
                    new Step(
                        2,
                        Invocation.of(0xc400_0002, new Value.Literal(7)),
                        Optional.empty(),
                        Set.of(Dirt.MMU, Dirt.BE),
                        0,
                        12))),
            new Phase.Wake(2));
  }

  @Test
  void printedTextIsCanonical() throws ProgramSyntaxException {
    Program program =
        ProgramParser.parse(
            "example",
            """
            topology   1x4
            core 0:CPU_ON  context=15 entry=A core=1 # any order
            core 0: PSCI_FEATURES function=0x84000001
            core 1: CPU_OFF dirty=all while=ALREADY_ON
            """);
    assertThat(program)
        .hasToString(
            """
            topology 1x4
            core 0: CPU_ON core=1 entry=A context=0xf
            core 0: PSCI_FEATURES function=CPU_SUSPEND32
            core 1: CPU_OFF while=ALREADY_ON dirty=mmu,daif,be,vbar,regs
            """);
  }
}
