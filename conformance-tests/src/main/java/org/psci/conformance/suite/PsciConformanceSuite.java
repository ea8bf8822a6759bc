// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.suite;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.scenario.Scenario;
import org.psci.conformance.scenario.Scenarios;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;

/**
 * The fixed scenarios, a test each, for JUnit Jupiter. A subclass says what is under test. A
 * scenario that the machine is too small for is skipped, with the reason; one without a verdict
 * fails, since nobody should take it for a pass.
 */
public abstract class PsciConformanceSuite {

  private static final Map<String, String> PARAMETERS =
      Map.of("seed", "none, the program is fixed");

  /** The implementation under test, not started yet. The suite closes it. */
  protected abstract Target target();

  /** The questions of the start, then the scenarios in their order. */
  @TestFactory
  public Stream<DynamicTest> scenarios() throws TargetException {
    Session session = new Session(target());
    Court court = new Court(session);
    DynamicTest discovery =
        DynamicTest.dynamicTest(
            "discovery", () -> judged(court, "discovery", List.of(), session.discovery()));
    return Stream.concat(
            Stream.of(discovery), Scenarios.all().stream().map(each -> test(session, court, each)))
        .onClose(session::close);
  }

  private static void judged(Court court, String name, List<String> rules, Judgement judgement) {
    court.tell(name, rules, PARAMETERS, judgement);
    Complaint.unlessExplained(judgement);
  }

  private static DynamicTest test(Session session, Court court, Scenario scenario) {
    return DynamicTest.dynamicTest(
        scenario.name(),
        () -> {
          Optional<String> obstacle = session.obstacle(scenario);
          Assumptions.assumeTrue(obstacle.isEmpty(), () -> notRun(scenario, obstacle.orElse("")));
          judged(
              court,
              scenario.name(),
              scenario.rules(),
              session.confirmed(session.program(scenario)));
        });
  }

  private static String notRun(Scenario scenario, String obstacle) {
    return "NOT RUN: "
        + scenario.name()
        + ": "
        + obstacle
        + "; rules not exercised by it: "
        + String.join(", ", scenario.rules());
  }
}
