// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.psci.spec.explore.BrokenSteps.Step;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.SuspendMode;
import org.psci.spec.vocabulary.Version;

/**
 * Proves that the model keeps every invariant, and that each of them can fail: for each there is a
 * step, broken in one way, at which it does.
 */
class InvariantsTest {
  private static final Setting PAIR =
      Machines.setting(Version.V1_1, 1, 2, Setting.Modes.OSI, Setting.Resident.MIGRATABLE);
  private static final Setting CLUSTERS =
      Machines.setting(Version.V0_2, 2, 2, Setting.Modes.PC, Setting.Resident.NONE);

  /** A step that goes wrong, and where it leads. */
  private record Break(Predicate<Step> which, Function<Step, State> to) {}

  private static Map<String, Break> breaks() {
    Map<String, Break> breaks = new LinkedHashMap<>();
    breaks.put(
        "core-life-cycle",
        new Break(
            step -> step.action().kind() == Action.Kind.CORE_START,
            step -> own(step, CoreState.OFF)));
    breaks.put(
        "promises-are-kept",
        new Break(
            step -> is(step, PsciFunction.MEM_PROTECT) && other(step).isSuspended(),
            step -> step.next().with(1 - step.action().core(), CoreState.ON)));
    breaks.put(
        "start-is-owed", new Break(InvariantsTest::starts, step -> target(step, CoreState.ON)));
    breaks.put(
        "who-returns-runs",
        new Break(step -> is(step, PsciFunction.CPU_OFF), step -> own(step, CoreState.ON)));
    breaks.put(
        "starter-is-another-core",
        new Break(
            InvariantsTest::starts,
            step -> target(step, CoreState.pendingFrom(step.action().target()))));
    breaks.put(
        "system-suspend-is-alone",
        new Break(
            step -> is(step, PsciFunction.SYSTEM_SUSPEND) && step.result().is(ReturnCode.DENIED),
            step -> own(step, CoreState.IN_SYSTEM_SUSPEND)));
    breaks.put(
        "errors-change-nothing",
        new Break(
            step -> step.result().is(ReturnCode.ALREADY_ON),
            step -> step.next().withProtection(State.Certainty.YES)));
    breaks.put(
        "questions-change-nothing",
        new Break(
            step -> is(step, PsciFunction.AFFINITY_INFO),
            step -> step.next().withProtection(State.Certainty.YES)));
    breaks.put(
        "mode-by-its-call",
        new Break(
            step -> is(step, PsciFunction.MEM_PROTECT),
            step -> step.next().with(SuspendMode.OS_INITIATED)));
    breaks.put(
        "suspension-is-remembered",
        new Break(
            step -> is(step, PsciFunction.CPU_OFF),
            step -> step.next().withSuspended(State.Certainty.NO)));
    breaks.put(
        "memory-protection-by-its-call",
        new Break(
            step -> step.action().isWakeUp(),
            step -> step.next().withProtection(State.Certainty.NO)));
    breaks.put(
        "trusted-os-moves-by-migrate",
        new Break(
            step -> step.action().isWakeUp(),
            step -> step.next().withTrustedOs(step.action().core())));
    breaks.put(
        "trusted-os-has-a-core",
        new Break(
            step -> is(step, PsciFunction.CPU_OFF) && step.result().is(ReturnCode.DENIED),
            step -> own(step, CoreState.OFF)));
    breaks.put(
        "no-parent-deeper",
        new Break(
            step -> ordered(step) && is(step, PsciFunction.CPU_SUSPEND) && step.result().leaves(),
            step -> step.next().withNode(0, LocalState.POWER_DOWN)));
    breaks.put(
        "above-running-all-runs",
        new Break(
            step -> ordered(step) && step.action().isWakeUp(),
            step -> step.next().withNode(0, step.before().node(0))));
    breaks.put(
        "above-starting-all-runs",
        new Break(
            step -> ordered(step) && starts(step),
            step -> step.next().withNode(0, LocalState.RETENTION)));
    breaks.put(
        "no-orders-under-platform-coordination",
        new Break(
            step -> !ordered(step) && is(step, PsciFunction.CPU_SUSPEND),
            step -> step.next().withNode(0, LocalState.RETENTION)));
    breaks.put(
        "other-nodes-are-left-alone",
        new Break(
            step -> is(step, PsciFunction.CPU_OFF),
            step -> step.next().withNode(step.action().core() < 2 ? 1 : 0, LocalState.RETENTION)));
    return breaks;
  }

  private static boolean is(Step step, PsciFunction function) {
    return step.action().isCallOf(function);
  }

  private static boolean starts(Step step) {
    return is(step, PsciFunction.CPU_ON) && step.result().is(ReturnCode.SUCCESS);
  }

  private static boolean ordered(Step step) {
    return step.before().mode() == SuspendMode.OS_INITIATED;
  }

  private static CoreState other(Step step) {
    return step.before().core(1 - step.action().core());
  }

  private static State own(Step step, CoreState state) {
    return step.next().with(step.action().core(), state);
  }

  private static State target(Step step, CoreState state) {
    return step.next().with(step.action().target(), state);
  }

  @TestFactory
  List<DynamicTest> eachInvariantCanFail() {
    return breaks().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> breaks(entry.getKey(), entry.getValue())))
        .toList();
  }

  private static void breaks(String invariant, Break wrong) {
    Setting setting = invariant.equals("other-nodes-are-left-alone") ? CLUSTERS : PAIR;
    TransitionSystem broken =
        BrokenSteps.leadingTo(Machines.steps(setting), wrong.which(), wrong.to());
    ExplorationReport report = Machines.explorer(setting, false, 1).explore(broken, true);
    assertThat(report.holds()).isFalse();
    ExplorationReport.Checked checked =
        report.invariants().stream()
            .filter(c -> c.invariant().name().equals(invariant))
            .findFirst()
            .orElseThrow();
    assertThat(checked.broken()).isPositive();
    State before = checked.example().orElseThrow().before();
    assertThat(checked.way().isEmpty()).isEqualTo(before.equals(broken.start()));
  }

  @Test
  void everyInvariantIsBrokenOnce() {
    assertThat(Invariants.of(PAIR.platform()))
        .extracting(Invariant::name)
        .containsExactlyInAnyOrderElementsOf(breaks().keySet());
  }

  /** Only with two clusters there is a node above a node. */
  private static Stream<Setting> machines() {
    Stream<Setting> pairs =
        Stream.of(Version.values())
            .flatMap(
                version ->
                    Stream.of(Setting.Resident.values())
                        .map(os -> Machines.setting(version, 1, 2, Setting.Modes.OSI, os)));
    Setting clusters =
        Machines.setting(Version.V1_0, 2, 2, Setting.Modes.OSI, Setting.Resident.NONE);
    return Stream.concat(pairs, Stream.of(clusters));
  }

  @TestFactory
  List<DynamicTest> modelKeepsThem() {
    return machines()
        .map(
            setting ->
                DynamicTest.dynamicTest(
                    setting.toString(),
                    () -> {
                      ExplorationReport report = Machines.explorer(setting, true, 1).explore();
                      assertThat(report.invariants())
                          .allSatisfy(checked -> assertThat(checked.example()).isEmpty());
                      assertThat(report.refinement().map(c -> c.holds()).orElse(true))
                          .as("%s", report.refinement())
                          .isTrue();
                      assertThat(report.holds()).isTrue();
                    }))
        .toList();
  }

  @Test
  void coresThatNobodyWakesAreAnUnexplainedDeadEnd() {
    BrokenSteps asleep =
        new BrokenSteps(
            Machines.steps(PAIR), step -> step.action().isWakeUp(), (step, why, sink) -> {});
    ExplorationReport report = Machines.explorer(PAIR, false, 1).explore(asleep, true);
    assertThat(report.deadEnds()).containsKey(DeadEnd.UNEXPLAINED);
    assertThat(report.holds()).isFalse();
  }

  @Test
  void callWithoutAnOutcomeIsFound() {
    BrokenSteps silent =
        new BrokenSteps(
            Machines.steps(PAIR),
            step -> is(step, PsciFunction.PSCI_VERSION),
            (step, why, sink) -> sink.unanswered(step.action()));
    ExplorationReport report = Machines.explorer(PAIR, false, 1).explore(silent, true);
    assertThat(report.unanswered()).extracting(Action::name).containsOnly("PSCI_VERSION");
    assertThat(report.holds()).isFalse();
  }
}
