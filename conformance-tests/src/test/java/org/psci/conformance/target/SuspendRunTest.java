// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.conformance.session.Session;
import org.psci.conformance.testing.Runs;
import org.psci.reference.Bug;
import org.psci.reference.Choice;
import org.psci.reference.Configuration;
import org.psci.spec.model.EntryPoints;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Topology;

/** Programs that suspend and wake cores, on a machine that takes one call at a time. */
class SuspendRunTest {
  private static final String POWER_DOWN =
      """
      topology 1x2
      core 0: CPU_ON core=1 entry=A context=0x1
      core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
      core 0: AFFINITY_INFO core=1 level=0
      wake core 1
      core 1: PSCI_VERSION
      """;

  private final Configuration standard = Configuration.standard();

  private static History run(Configuration configuration, String program) throws Exception {
    try (Target target = ReferenceTarget.of(configuration, 1)) {
      target.start(1);
      return target.run(List.of(parse(program))).get(0);
    }
  }

  private static Program parse(String program) throws ProgramSyntaxException {
    return ProgramParser.parse("program", program);
  }

  private static List<Event.Called> suspends(History history) {
    return history.events().stream()
        .filter(Event.Called.class::isInstance)
        .map(Event.Called.class::cast)
        .filter(called -> called.call().is(PsciFunction.CPU_SUSPEND))
        .toList();
  }

  private static List<Event.WakeUp> wakeUps(History history) {
    return history.events().stream()
        .filter(Event.WakeUp.class::isInstance)
        .map(Event.WakeUp.class::cast)
        .toList();
  }

  @Test
  void powerDownEndsAtTheEntryPoint() throws Exception {
    History history = run(standard, POWER_DOWN);
    assertThat(history.ending()).isEqualTo(Ending.PARKED);
    assertThat(suspends(history)).singleElement().matches(called -> !called.returned());
    assertThat(wakeUps(history)).hasSize(1);
    assertThat(history.events())
        .filteredOn(Event.Entered.class::isInstance)
        .extracting(event -> ((Event.Entered) event).x0())
        .containsExactly(1L, 0xbL);
  }

  @Test
  void coreThatIsSentWhereNoCodeIsComesInThereWhichIsExplained() throws Exception {
    Target target = ReferenceTarget.of(standard.without(Choice.CHECKS_ENTRIES), 1);
    try (Session session = new Session(target)) {
      Judgement judgement =
          Runs.judge(session, List.of(parse(POWER_DOWN.replace("entry=B", "entry=0x13")))).get(0);
      assertThat(judgement.history().ending()).isEqualTo(Ending.PARKED);
      assertThat(judgement.history().events())
          .filteredOn(Event.Entered.class::isInstance)
          .extracting(event -> ((Event.Entered) event).address())
          .contains(0x13L);
      assertThat(judgement.isExplained()).as("%s", judgement.violations()).isTrue();
    }
  }

  @Test
  void powerDownThatIsDowngradedReturns() throws Exception {
    History history = run(standard.with(Choice.DOWNGRADES), POWER_DOWN);
    assertThat(history.ending()).isEqualTo(Ending.PARKED);
    assertThat(suspends(history)).singleElement().matches(Event.Called::returned);
  }

  @Test
  void parkingWakesWhoeverSleeps() throws Exception {
    History history =
        run(
            standard,
            """
            topology 1x2
            core 0: CPU_ON core=1 entry=A context=0x1
            core 1: CPU_SUSPEND power_state=standby entry=B context=0xb
            core 0: CPU_SUSPEND power_state=powerdown@1 entry=C context=0xc
            """);
    assertThat(history.ending()).isEqualTo(Ending.PARKED);
    assertThat(wakeUps(history)).extracting(Event::core).containsExactly(0, 1);
  }

  @Test
  void timerIsAnInterruptRightAfterTheCall() throws Exception {
    History history =
        run(
            standard,
            """
            topology 1x1
            core 0: CPU_SUSPEND power_state=standby entry=A context=0xa timer=50
            core 0: PSCI_VERSION
            """);
    assertThat(history.ending()).isEqualTo(Ending.PARKED);
    Event.Called suspend = suspends(history).get(0);
    assertThat(wakeUps(history))
        .singleElement()
        .matches(wake -> suspend.begin() < wake.begin() && wake.end() < suspend.end());
  }

  @Test
  void coreThatDoesNotWakeIsWaitedForAndNamed() throws Exception {
    History history = run(standard.with(Set.of(Bug.SUSPEND_IRQ_DOES_NOT_WAKE)), POWER_DOWN);
    assertThat(history.ending()).isEqualTo(Ending.SILENT);
    assertThat(history.events().get(history.events().size() - 1))
        .isInstanceOfSatisfying(
            Event.Silent.class,
            silent -> {
              assertThat(silent.core()).isEqualTo(1);
              assertThat(silent.awaited()).isEqualTo(Event.Silent.Awaited.WAKE_UP);
            });
  }

  @Test
  void endOfTheMachineEndsTheProgram() throws Exception {
    History history = run(standard, "topology 1x1\ncore 0: SYSTEM_RESET\ncore 0: PSCI_VERSION\n");
    assertThat(history.ending()).isEqualTo(Ending.MACHINE_GONE);
    assertThat(history.events().get(1))
        .isInstanceOfSatisfying(
            Event.Machine.class,
            machine -> assertThat(machine.what()).isEqualTo(Event.Machine.What.RESET));
  }

  @Test
  void powerStatesAreThoseOfTheTable() throws Exception {
    Program program = parse(POWER_DOWN);
    PowerState state = new PowerState(0x4000_0077, StateType.POWER_DOWN, 0);
    Placement placed = Placement.of(program, profile(Optional.of(List.of(state)))).orElseThrow();
    assertThat(placed.call(1, program.steps().get(1).invocation()).x1()).isEqualTo(0x4000_0077L);
  }

  @Test
  void platformWithoutATableGetsThePlainestValue() throws Exception {
    Program program = parse(POWER_DOWN);
    Placement placed = Placement.of(program, profile(Optional.empty())).orElseThrow();
    assertThat(placed.call(1, program.steps().get(1).invocation()).x1()).isEqualTo(0x1_0000L);
  }

  @Test
  void programDoesNotRunWhereThereIsNoSuchState() throws Exception {
    PowerState state = new PowerState(0x1, StateType.STANDBY, 0);
    assertThat(Placement.of(parse(POWER_DOWN), profile(Optional.of(List.of(state))))).isEmpty();
  }

  private static Profile profile(Optional<List<PowerState>> states) {
    return new Profile(
        "no machine",
        Optional.empty(),
        Topology.clusters(1, 2),
        Optional.empty(),
        ExecutionState.AARCH64,
        1,
        new EntryPoints(0x4000_1000L, 16, 64),
        states,
        true,
        false,
        Duration.ZERO);
  }
}
