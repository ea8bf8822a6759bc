// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.psci.conformance.generate.ProgramGenerator;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.conformance.program.Schedule;
import org.psci.conformance.session.Session;
import org.psci.reference.Bug;
import org.psci.reference.Choice;
import org.psci.reference.Configuration;
import org.psci.spec.vocabulary.Version;

/** Proves that a program with the schedule of a run is that run again, whatever the seed. */
class ScheduleTest {
  private static final Configuration MACHINE =
      Configuration.complete(Version.V1_1).with(Choice.WAKES_EARLY, true);

  private static History run(Configuration machine, long seed, Program program)
      throws TargetException {
    try (Target target = ReferenceTarget.of(machine, seed)) {
      target.start(1);
      return target.run(List.of(program)).get(0);
    }
  }

  @Test
  void scheduleOfARunMakesItAgain() throws TargetException {
    int raced = 0;
    try (Session session = new Session(ReferenceTarget.of(MACHINE, 1))) {
      ProgramGenerator generator = new ProgramGenerator(session.profile(), session.platform(), 1);
      for (int number = 0; number < 300; number++) {
        Program program = generator.program(number);
        History first = run(MACHINE, number, program);
        Schedule schedule = first.schedule().orElseThrow();
        History again = run(MACHINE, 12345, program.with(schedule));
        assertThat(again.events()).as("%s", program.with(schedule)).isEqualTo(first.events());
        assertThat(again.schedule()).contains(schedule);
        raced += run(MACHINE, 12345, program).events().equals(first.events()) ? 0 : 1;
      }
    }
    assertThat(raced).isGreaterThan(100);
  }

  private static final String RACE =
      """
      core 0: CPU_ON core=1 entry=A context=0x1
      core 1: PSCI_VERSION
      together
        core 0: CPU_ON core=2 entry=B context=0xb
        core 1: CPU_ON core=2 entry=C context=0xc
      """;

  /** The core that is told to go first wins. */
  @Test
  void scheduleDecidesARace() throws TargetException, ProgramSyntaxException {
    for (long seed = 0; seed < 5; seed++) {
      assertThat(winner("1 0 0 0", seed)).isEqualTo(0xb);
      assertThat(winner("1 1 1 1", seed)).isEqualTo(0xc);
    }
  }

  private static long winner(String schedule, long seed)
      throws TargetException, ProgramSyntaxException {
    return entered(program(schedule), seed, 2);
  }

  private static Program program(String schedule) throws ProgramSyntaxException {
    return ProgramParser.parse("test", "topology 1x3\nschedule " + schedule + "\n" + RACE);
  }

  /** What a core found in X0 when it came in. */
  private static long entered(Program program, long seed, int core) throws TargetException {
    return run(MACHINE, seed, program).events().stream()
        .filter(event -> event instanceof Event.Entered && event.core() == core)
        .mapToLong(event -> ((Event.Entered) event).x0())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void decisionThatDoesNotFitIsPassedOver() throws TargetException, ProgramSyntaxException {
    assertThat(winner("2 2 + 1 - 2 0 0 0", 1)).isEqualTo(0xb);
  }

  @Test
  void coresOnThreadsFollowNoSchedule() throws TargetException, ProgramSyntaxException {
    try (Session session = new Session(Threading.MULTI.target(MACHINE, 1))) {
      Program scheduled = program("0");
      assertThat(session.canRun(scheduled)).isFalse();
      assertThat(Placement.obstacle(scheduled, session.profile())).contains("it has a schedule");
      Program free = new Program(scheduled.shape(), scheduled.phases());
      assertThat(session.judge(List.of(free)).get(0).judgement().isExplained()).isTrue();
    }
  }

  @Test
  void lockedUpThreadsEndInSilence() throws TargetException, ProgramSyntaxException {
    Configuration machine = MACHINE.with(Set.of(Bug.CPUON_ABBA_DEADLOCK));
    Program program =
        ProgramParser.parse(
            "test",
            """
            topology 1x2
            core 0: CPU_ON core=1 entry=A context=0x1
            together
              core 0: CPU_ON core=1 entry=B context=0xb
              core 1: CPU_ON core=0 entry=C context=0xc
            """);
    try (Target target = Threading.MULTI.target(machine, 1)) {
      for (int run = 0; run < 10_000; run++) {
        target.start(1);
        History.Ending ending = target.run(List.of(program)).get(0).ending();
        if (ending == History.Ending.SILENT) {
          return;
        }
        assertThat(ending).isEqualTo(History.Ending.PARKED);
      }
    }
    throw new AssertionError("the two cores never waited for each other");
  }
}
