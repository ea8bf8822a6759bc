// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Wording;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.scenario.Scenario;
import org.psci.conformance.scenario.Scenarios;
import org.psci.conformance.session.Session;
import org.psci.conformance.testing.Parked;
import org.psci.conformance.testing.Runs;
import org.psci.reference.Bug;
import org.psci.reference.Choice;
import org.psci.reference.Configuration;

/** Proves how programs end where AFFINITY_INFO is not to be asked. */
class ParkingByRestartTest {
  private static final Configuration ALWAYS_ON = Parked.MACHINE.with(Set.of(Bug.AFFINFO_ALWAYS_ON));

  /** So many silences would make a run give its target up. */
  private static final int MANY = 100;

  private enum Machine {
    TURNS {
      @Override
      Target of(Configuration configuration) {
        return ReferenceTarget.of(configuration, 1);
      }
    },
    THREADS {
      @Override
      Target of(Configuration configuration) {
        return ThreadedReferenceTarget.of(configuration, 1);
      }
    };

    abstract Target of(Configuration configuration);
  }

  private static History run(Machine machine, Configuration configuration, String program)
      throws Exception {
    Target target = machine.of(configuration);
    target.parkBy(Parking.BY_RESTART);
    return Parked.after(program, target);
  }

  @ParameterizedTest
  @EnumSource
  void programThatStartsAnotherCoreEndsUnparkedWithoutAQuestion(Machine machine) throws Exception {
    History history = run(machine, ALWAYS_ON, Parked.STARTS_ANOTHER);
    assertThat(history.ending()).isEqualTo(Ending.UNPARKED);
    assertThat(history.remark()).contains("AFFINITY_INFO");
    assertThat(history.events())
        .noneMatch(Event.Silent.class::isInstance)
        .noneMatch(Parked::isQuestion)
        .extracting(Wording::of)
        .contains("core 1: CPU_OFF() did not return");
  }

  @ParameterizedTest
  @EnumSource
  void sameProgramIsSilentWhereItAsks(Machine machine) throws Exception {
    History history = Parked.after(Parked.STARTS_ANOTHER, machine.of(ALWAYS_ON));
    assertThat(history.ending()).isEqualTo(Ending.SILENT);
  }

  @ParameterizedTest
  @EnumSource
  void programOfCoreZeroAloneEndsParked(Machine machine) throws Exception {
    History history =
        run(
            machine,
            ALWAYS_ON,
            """
            topology 2x1
            core 0: PSCI_VERSION
            core 0: CPU_ON mpidr=0x77 entry=A context=0xa
            """);
    assertThat(history.ending()).isEqualTo(Ending.PARKED);
  }

  @ParameterizedTest
  @EnumSource
  void stepThatWaitsInVainIsNoSilenceAndTheProgramGoesOn(Machine machine) throws Exception {
    History history = run(machine, ALWAYS_ON, Parked.STARTS_IT_TWICE);
    assertThat(history.ending()).isEqualTo(Ending.UNPARKED);
    assertThat(history.events())
        .noneMatch(Event.Silent.class::isInstance)
        .extracting(Wording::of)
        .contains(
            "core 0: CPU_ON(0x100, 0x40001010, 0xb) returned SUCCESS (0)",
            "core 1 entered at 0x40001010 with x0 = 0xb");
  }

  @Test
  void modeIsSetBackIfNoOtherCoreRan() throws Exception {
    History history =
        run(
            Machine.TURNS,
            ALWAYS_ON.withAbsent().with(Choice.OS_INITIATED),
            "topology 2x1\ncore 0: PSCI_SET_SUSPEND_MODE mode=1\n");
    assertThat(history.ending()).isEqualTo(Ending.PARKED);
    assertThat(history.events())
        .extracting(Wording::of)
        .contains("core 0: PSCI_SET_SUSPEND_MODE(0x0) returned SUCCESS (0)");
  }

  @Test
  void startThatIsLostIsASilenceStill() throws Exception {
    Configuration loses =
        Parked.MACHINE.with(Set.of(Bug.AFFINFO_ALWAYS_ON, Bug.CLUSTER_LAST_OFF_NEVER_ON));
    History history = run(Machine.TURNS, loses, Parked.STARTS_IT_TWICE);
    assertThat(history.ending()).isEqualTo(Ending.SILENT);
    assertThat(history.events()).extracting(Wording::of).last().isEqualTo("core 1 never came in");
  }

  @Test
  void suchAnEndingIsDecidedAndTheNextProgramRuns() throws Exception {
    Target target = ReferenceTarget.of(ALWAYS_ON, 1);
    try (Session session = new Session(target)) {
      target.parkBy(Parking.BY_RESTART);
      List<Judgement> judgements =
          Runs.judge(
              session,
              List.of(
                  ProgramParser.parse("first", Parked.STARTS_IT_TWICE),
                  ProgramParser.parse("second", Parked.STARTS_ANOTHER)));
      assertThat(judgements).hasSize(2).allMatch(Judgement::isExplained);
      assertThat(session.restarts()).isGreaterThanOrEqualTo(2);
    }
  }

  /** What a run of all scenarios on a machine with these bugs has shown. */
  private record Shown(Set<String> broken, int undecided, int silent) {
    static Shown by(Parking parking, Set<Bug> bugs) throws Exception {
      Target target = ReferenceTarget.of(Configuration.standard().with(bugs).withAbsent(), 1);
      target.parkBy(parking);
      Set<String> broken = new TreeSet<>();
      int undecided = 0;
      int silent = 0;
      try (Session session = new Session(target)) {
        List<Program> programs =
            Scenarios.all().stream().map(Scenario::program).filter(session::canRun).toList();
        for (Judgement judgement : Runs.judge(session, programs)) {
          judgement.violations().stream()
              .flatMap(violation -> violation.rules().stream())
              .forEach(rule -> broken.add(rule.id()));
          undecided += judgement.undecided().isPresent() ? 1 : 0;
          silent += judgement.history().ending() == Ending.SILENT ? 1 : 0;
        }
      }
      return new Shown(broken, undecided, silent);
    }
  }

  /** What the suite is for: one wrong function hides no other. */
  @Test
  void otherBugsAreSeenBesideAnAffinityInfoThatIsWrong() throws Exception {
    Set<Bug> bugs =
        Set.of(
            Bug.AFFINFO_ALWAYS_ON,
            Bug.SUSPEND_REENTRY_KEEPS_MMU,
            Bug.MEMPROTECT_ON_AT_BOOT,
            Bug.STAT_READ_CLEARS);
    Shown byRestart = Shown.by(Parking.BY_RESTART, bugs);
    assertThat(byRestart.broken()).contains("INIT-06", "MEM-02", "STAT-10");
    assertThat(byRestart.undecided()).isZero();
    assertThat(byRestart.silent())
        .as("silences that are lawful")
        .isEqualTo(Shown.by(Parking.BY_ASKING, Set.of()).silent());
    assertThat(Shown.by(Parking.BY_ASKING, bugs).silent()).isGreaterThan(MANY);
  }
}
