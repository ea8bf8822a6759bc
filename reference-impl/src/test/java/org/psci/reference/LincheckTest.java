// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Proves that calls on several threads look as if they had been made one after the other, and that
 * they do not where a bug leaves a lock out. Model checking tries orders of all steps of the
 * machine's code; stress lets threads run as they like.
 */
class LincheckTest {
  private static final int THREADS = 3;
  private static final int CALLS = 3;

  /** Orders to try of each scenario; the bugs are found within the first few dozen. */
  private static final int ORDERS = 40;

  @AfterEach
  void takeBugsBack() {
    StartingInParallel.give();
    SleepingInParallel.give();
  }

  private static void check(Options<?, ?> options, Class<?> parallel) {
    options.threads(THREADS);
    options.actorsPerThread(CALLS);
    options.actorsBefore(0); // a prefix would spend the races that happen once
    options.actorsAfter(0);
    options.minimizeFailedScenario(false);
    options.sequentialSpecification(
        parallel == StartingInParallel.class ? StartingInTurn.class : SleepingInTurn.class);
    options.check(parallel);
  }

  /** The fixed scenarios of a class and some that are drawn. */
  private static void addScenarios(Options<?, ?> options, Class<?> parallel, int drawn) {
    Arrays.stream(RaceScenario.values())
        .filter(race -> race.cores == parallel)
        .forEach(race -> options.addCustomScenario(race.calls()));
    options.iterations(drawn);
  }

  @ParameterizedTest
  @ValueSource(classes = {StartingInParallel.class, SleepingInParallel.class})
  void callsLookAsIfMadeInTurn(Class<?> parallel) {
    ModelCheckingOptions options = new ModelCheckingOptions();
    addScenarios(options, parallel, 2);
    options.invocationsPerIteration(ORDERS);
    check(options, parallel);
  }

  @ParameterizedTest
  @ValueSource(classes = {StartingInParallel.class, SleepingInParallel.class})
  void callsLookAsIfMadeInTurnUnderStress(Class<?> parallel) {
    StressOptions options = new StressOptions();
    addScenarios(options, parallel, 30);
    options.invocationsPerIteration(1000);
    check(options, parallel);
  }

  @Test
  void everyRaceHasAScenario() {
    assertThat(RaceScenario.values()).extracting(RaceScenario::bug).hasSameElementsAs(Bug.RACES);
  }

  @ParameterizedTest
  @EnumSource
  void raceIsFoundWhereALockIsLeftOut(RaceScenario race) {
    StartingInParallel.give(race.bug());
    SleepingInParallel.give(race.bug());
    ModelCheckingOptions options = new ModelCheckingOptions();
    options.addCustomScenario(race.calls());
    options.iterations(0);
    options.invocationsPerIteration(30 * ORDERS);
    assertThatThrownBy(() -> check(options, race.cores)).isInstanceOf(LincheckAssertionError.class);
  }
}
