// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.suite;

import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.psci.conformance.run.Session;
import org.psci.conformance.scenario.Scenario;
import org.psci.conformance.scenario.Scenarios;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;

/**
 * The fixed scenarios, a test each, for JUnit Jupiter. A subclass says what is under test. A
 * scenario that the machine is too small for is skipped, with the reason; one without a verdict
 * fails, since nobody should take it for a pass.
 */
public abstract class PsciConformanceSuite {

  /** The implementation under test, not started yet. The suite closes it. */
  protected abstract Target target();

  /** The questions of the start, then the scenarios in their order. */
  @TestFactory
  public Stream<DynamicTest> scenarios() throws TargetException {
    Session session = new Session(target());
    DynamicTest discovery =
        DynamicTest.dynamicTest("discovery", () -> Complaint.unlessExplained(session.discovery()));
    return Stream.concat(
            Stream.of(discovery), Scenarios.all().stream().map(each -> test(session, each)))
        .onClose(session::close);
  }

  private static DynamicTest test(Session session, Scenario scenario) {
    return DynamicTest.dynamicTest(
        scenario.name(),
        () -> {
          Assumptions.assumeTrue(
              session.canRun(scenario.program()), () -> tooSmall(session, scenario));
          Complaint.unlessExplained(session.confirmed(scenario.program()));
        });
  }

  private static String tooSmall(Session session, Scenario scenario) {
    return "NOT RUN: "
        + scenario.name()
        + " needs topology "
        + scenario.program().shape()
        + (scenario.program().wakes() ? " and interrupts" : "")
        + ", which "
        + session.profile().implementation()
        + " does not have; rules not exercised by it: "
        + String.join(", ", scenario.rules());
  }
}
