// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.psci.conformance.results.Results;

/**
 * What a test report says of programs. A cause has a failed test of its own. A program that only
 * shows what causes explain is no second failure: its test names them and is skipped, for nothing
 * else can be said of it until they are gone. It never passes.
 *
 * @param kind what came of the test
 * @param why why it did not pass; empty if it did
 */
record TestVerdict(JunitCase.Kind kind, String why) {

  /** Of a scenario. */
  static TestVerdict of(Results results, Results.ScenarioData scenario) {
    String why = scenario.why() == null ? "" : scenario.why();
    return switch (scenario.verdict()) {
      case EXPLAINED -> new TestVerdict(JunitCase.Kind.PASSED, "");
      case VIOLATED -> ofDeviations(results, scenario.deviations());
      case UNDECIDED -> new TestVerdict(JunitCase.Kind.ERROR, why);
      case SKIPPED -> new TestVerdict(JunitCase.Kind.SKIPPED, why);
    };
  }

  private static TestVerdict ofDeviations(Results results, List<Results.SeenData> deviations) {
    Set<String> known =
        results.causes().stream().map(Results.CauseData::id).collect(Collectors.toSet());
    List<String> causes =
        deviations.stream().flatMap(seen -> seen.causes().stream()).distinct().toList();
    List<String> open = causes.stream().filter(cause -> !known.contains(cause)).toList();
    return open.isEmpty() && !causes.isEmpty()
        ? new TestVerdict(JunitCase.Kind.SKIPPED, "explained by " + String.join(", ", causes))
        : new TestVerdict(
            JunitCase.Kind.ERROR, "may be a deviation, from " + String.join(", ", open));
  }

  /** Of the random programs. */
  static TestVerdict ofRandom(Results results) {
    Results.RandomData random = results.random();
    String numbers = numbers(random);
    if (random.programs() == 0) {
      return new TestVerdict(JunitCase.Kind.SKIPPED, "none were run");
    }
    if (random.undecided() > 0 || (random.violated() > 0 && results.causes().isEmpty())) {
      return new TestVerdict(JunitCase.Kind.ERROR, numbers);
    }
    return random.violated() > 0
        ? new TestVerdict(JunitCase.Kind.SKIPPED, numbers + "; the causes have tests of their own")
        : new TestVerdict(JunitCase.Kind.PASSED, "");
  }

  /** What came of the random programs. */
  static String numbers(Results.RandomData random) {
    return random.programs()
        + " programs, "
        + random.violated()
        + " with a deviation, "
        + random.undecided()
        + " without a verdict";
  }
}
