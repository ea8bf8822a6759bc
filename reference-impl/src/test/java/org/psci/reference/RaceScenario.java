// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;

/**
 * The race that a bug loses: calls before it, calls of the three cores at the same time, and calls
 * after it. A call is written as {@code "CORE: OPERATION ARGUMENT"}.
 */
enum RaceScenario {
  CPUON_TORN_PC_CTX(
      StartingInParallel.class,
      List.of(),
      List.of("0: on 2", "1: on 2", "2: comeBack"),
      "2: info 2"),
  CPUON_CHECK_THEN_ACT(
      StartingInParallel.class,
      List.of(),
      List.of("0: on 2", "1: on 2", "2: comeBack"),
      "2: comeBack"),
  CPUON_TRANSIENT_INVALID_PARAMS(
      StartingInParallel.class,
      List.of("0: on 2"),
      List.of("0: info 2", "1: infoOfAll", "2: comeBack"),
      "0: info 2"),
  CPUON_PENDING_SET_LATE(
      StartingInParallel.class,
      List.of(),
      List.of("0: on 2", "1: infoOfAll", "2: comeBack"),
      "2: comeBack", // where it came in already, nothing is left to come back from
      "0: info 2"),
  CPUON_ABBA_DEADLOCK(
      StartingInParallel.class,
      List.of(),
      List.of("0: on 1", "1: on 0", "2: comeBack"),
      "0: info 1"),
  CPUOFF_STOPS_LATE(
      StartingInParallel.class,
      List.of(),
      List.of("0: on 1", "1: off", "2: comeBack"),
      "1: comeBack"),
  CPUON_DURING_OFF_LOST(
      StartingInParallel.class,
      List.of("1: off"),
      List.of("0: on 1", "0: wake 1", "2: comeBack"),
      "1: comeBack"),
  SUSPEND_SAVED_ENTRY_TORN(
      SleepingInParallel.class,
      List.of(),
      List.of("0: suspend 1", "1: suspend 1", "2: wake 0"),
      "0: comeBack"),
  ABANDON_LEAVES_ANCESTOR_STATE(
      SleepingInParallel.class,
      List.of("1: suspend 2", "2: suspend 2"),
      List.of("0: suspend 2", "1: comeBack", "2: wake 0"),
      "0: comeBack",
      "0: hwState 2"),
  COORD_LAST_MAN_UNGUARDED(
      SleepingInParallel.class,
      List.of("1: suspend 1", "1: wake 1"),
      List.of("0: suspend 1", "1: comeBack", "2: hwState 1"),
      "1: hwState 1"),
  STAT_WRONG_UNDER_RACE(
      SleepingInParallel.class,
      List.of(),
      List.of("0: suspend 1", "1: count 1", "2: hwState 1"),
      "1: count 1");

  final Class<?> cores;

  @SuppressWarnings("ImmutableEnumChecker") // they are never changed
  private final List<String> before;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> together;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> after;

  RaceScenario(Class<?> cores, List<String> before, List<String> together, String... after) {
    this.cores = cores;
    this.before = before;
    this.together = together;
    this.after = List.of(after);
  }

  /** The bug that loses it. */
  Bug bug() {
    return Bug.valueOf(name());
  }

  /** As Lincheck wants it. */
  ExecutionScenario calls() {
    return new ExecutionScenario(
        actors(before),
        together.stream().map(call -> actors(List.of(call))).toList(),
        actors(after),
        null);
  }

  private List<Actor> actors(List<String> calls) {
    return calls.stream().map(this::actor).toList();
  }

  private Actor actor(String call) {
    String[] words = call.split(":? ", -1);
    Method method =
        Arrays.stream(cores.getMethods())
            .filter(m -> m.getName().equals(words[1]))
            .findFirst()
            .orElseThrow();
    List<Integer> numbers =
        IntStream.range(0, words.length)
            .filter(i -> i != 1)
            .mapToObj(i -> Integer.valueOf(words[i]))
            .toList();
    int thread = numbers.get(0) + 1;
    boolean namesCaller = method.getParameterCount() == numbers.size();
    List<Integer> others = numbers.subList(1, numbers.size());
    List<Integer> arguments =
        namesCaller
            ? IntStream.concat(IntStream.of(thread), others.stream().mapToInt(n -> n))
                .boxed()
                .toList()
            : others;
    return new Actor(method, arguments);
  }
}
