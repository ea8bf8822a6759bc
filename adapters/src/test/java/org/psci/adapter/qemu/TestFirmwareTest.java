// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.psci.adapter.Required;
import org.psci.adapter.agent.batch.Programs;
import org.psci.conformance.generate.ProgramGenerator;
import org.psci.conformance.generate.SkewSweep;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.Event.Machine.What;
import org.psci.conformance.history.Event.Silent.Awaited;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.program.Program;
import org.psci.conformance.scenario.Scenario;
import org.psci.conformance.scenario.Scenarios;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.TargetException;
import org.psci.spec.rule.Rule;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/** The test firmware: nothing is found in it as it is, and something with each of its bugs. */
@Tag("qemu")
@Timeout(300)
class TestFirmwareTest {
  private static final int PATIENT = 5;
  private static final int PROGRAMS = 2000;
  private static final int SOME_PROGRAMS = 300;
  private static final int RUNS_OF_A_RACE = 12;
  private static final int MOST_PROGRAMS_FOR_A_BUG = 1500;

  /** Not many, since some bugs take the machine down with every program. */
  private static final int AT_ONCE = 8;

  private static final Program QUESTION = Programs.of("topology 1x1", "core 0: PSCI_VERSION");

  @BeforeEach
  void needQemu() {
    Required.command("qemu-system-aarch64", "qemu-system-arm", "qemu");
  }

  private static EmulatedTarget target(TestFirmware firmware) {
    return EmulatedTarget.of(new TestFirmwareBoard(firmware));
  }

  private static Iterator<Program> programs(Session session, long seed, int count) {
    ProgramGenerator generator = new ProgramGenerator(session.profile(), session.platform(), seed);
    Stream<Program> scenarios =
        Scenarios.all().stream()
            .map(Scenario::program)
            .filter(session::canRun)
            .flatMap(TestFirmwareTest::sweep);
    return Stream.of(
            scenarios,
            TestFirmwareCallsTest.programs().stream(),
            IntStream.range(0, count).mapToObj(generator::program))
        .flatMap(Function.identity())
        .iterator();
  }

  /** A race is lost now and then; but each that ends the machine costs a restart. */
  private static Stream<Program> sweep(Program program) {
    boolean ends =
        program.calls(PsciFunction.SYSTEM_OFF) || program.calls(PsciFunction.SYSTEM_RESET);
    int runs = program.races() && !ends ? RUNS_OF_A_RACE : 1;
    return IntStream.range(0, runs).mapToObj(run -> SkewSweep.of(program, run));
  }

  private static void expectNothingWrong(TestFirmware firmware, long seed, int count)
      throws TargetException {
    List<Judgement> wrong = new ArrayList<>();
    try (Session session = new Session(target(firmware))) {
      assertThat(session.discovery().isExplained()).isTrue();
      session.judge(
          programs(session, seed, count),
          judged -> {
            if (!judged.judgement().isExplained()) {
              wrong.add(judged.judgement());
            }
          });
      // What a busy host can make silent has to be silent again.
      for (Judgement judgement : wrong) {
        Judgement again = session.confirmed(judgement.history().program());
        assertThat(again.violations()).as("%s", judgement.history()).isEmpty();
        assertThat(judgement.violations()).allMatch(violation -> violation.isSilence());
      }
    }
  }

  @Test
  void itConforms() throws TargetException {
    expectNothingWrong(TestFirmware.STANDARD, 7, PROGRAMS);
  }

  @Test
  void itConformsInItsOtherForms() throws TargetException {
    expectNothingWrong(TestFirmware.STANDARD.with(Version.V0_2), 8, SOME_PROGRAMS);
    expectNothingWrong(
        TestFirmware.STANDARD.with(PowerStateFormat.EXTENDED_STATE_ID), 9, SOME_PROGRAMS);
    expectNothingWrong(TestFirmware.STANDARD.withDowngrade(), 10, SOME_PROGRAMS);
    expectNothingWrong(TestFirmware.STANDARD.withOsInitiated(), 12, SOME_PROGRAMS);
  }

  /** Bugs that show in OS-initiated mode alone. */
  private static final Set<TestFirmwareBug> OF_OS_INITIATED_MODE =
      EnumSet.of(
          TestFirmwareBug.OSI_LAST_CHECK_FIRST_PARENT_ONLY,
          TestFirmwareBug.OSI_CHILD_DOMAIN_STILL_ON_ACCEPTED,
          TestFirmwareBug.OSI_CPUOFF_MAKES_LAST_MAN,
          TestFirmwareBug.SETMODE_DENIED_BUT_SET);

  @ParameterizedTest
  @EnumSource(TestFirmwareBug.class)
  void everyBugIsFound(TestFirmwareBug bug) throws TargetException {
    Set<String> broken = new TreeSet<>();
    boolean osInitiated = OF_OS_INITIATED_MODE.contains(bug);
    TestFirmware sound =
        osInitiated ? TestFirmware.STANDARD.withOsInitiated() : TestFirmware.STANDARD;
    try (Session session = new Session(target(sound.with(EnumSet.of(bug))))) {
      session.discovery().violations().forEach(violation -> broken.add(violation.kind()));
      Iterator<Program> programs = programs(session, 11, MOST_PROGRAMS_FOR_A_BUG);
      while (broken.isEmpty() && programs.hasNext()) {
        List<Program> few = new ArrayList<>();
        while (few.size() < AT_ONCE && programs.hasNext()) {
          few.add(programs.next());
        }
        for (Session.Judged judged : session.judge(few)) {
          judged.judgement().violations().stream()
              .flatMap(violation -> violation.rules().stream())
              .map(Rule::id)
              .forEach(broken::add);
        }
      }
    }
    assertThat(broken).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "core 1: CPU_SUSPEND power_state=standby entry=B context=0, wake core 1, 1",
    "core 0: CPU_SUSPEND power_state=powerdown entry=B context=0 timer=500, core 1: CPU_OFF, 0"
  })
  void aCoreThatNeverWakesCostsOneProgram(String suspension, String next, int core)
      throws TargetException {
    Program program =
        Programs.of("topology 1x2", "core 0: CPU_ON core=1 entry=A context=0", suspension, next);
    TestFirmware firmware =
        TestFirmware.STANDARD.with(EnumSet.of(TestFirmwareBug.MASKED_INTERRUPTS_DO_NOT_WAKE));
    List<Judgement> judgements = new ArrayList<>();
    try (Session session = new Session(target(firmware))) {
      session.judge(
          List.of(QUESTION, program, QUESTION).iterator(), j -> judgements.add(j.judgement()));
      assertThat(session.restarts()).isEqualTo(1);
    }
    assertThat(judgements)
        .extracting(judgement -> judgement.history().ending())
        .containsExactly(Ending.PARKED, Ending.SILENT, Ending.PARKED);
    Judgement silent = judgements.get(1);
    assertThat(silent.history().events())
        .anyMatch(
            event ->
                event instanceof Event.Silent missing
                    && missing.core() == core
                    && missing.awaited() == Awaited.WAKE_UP);
    assertThat(silent.violations().get(0).rules()).extracting(Rule::id).contains("SUSP-10");
  }

  @ParameterizedTest
  @CsvSource({"SYSTEM_OFF,POWERED_OFF", "SYSTEM_RESET,RESET"})
  void theMachineGoes(String function, What what) throws TargetException {
    Program program =
        Programs.of(
            "topology 1x4",
            "core 0: CPU_ON core=1 entry=A context=0",
            "core 0: CPU_ON core=2 entry=B context=0",
            "core 2: CPU_SUSPEND power_state=powerdown entry=C context=0",
            "core 1: " + function);
    try (EmulatedTarget target = target(TestFirmware.STANDARD)) {
      for (int run = 0; run < 3; run++) {
        target.start(PATIENT);
        List<History> histories = target.run(List.of(QUESTION, program, QUESTION));
        assertThat(histories)
            .extracting(History::ending)
            .containsExactly(Ending.PARKED, Ending.MACHINE_GONE);
        List<Event> events = histories.get(1).events();
        assertThat(events.get(events.size() - 1))
            .isInstanceOfSatisfying(
                Event.Machine.class, machine -> assertThat(machine.what()).isEqualTo(what));
      }
    }
  }

  @Test
  void thereIsNoNewerVersionOfIt() {
    assertThatThrownBy(() -> TestFirmware.STANDARD.with(Version.V1_2))
        .hasMessage("the test firmware is of version 0.2, 1.0 or 1.1, not 1.2");
  }
}
