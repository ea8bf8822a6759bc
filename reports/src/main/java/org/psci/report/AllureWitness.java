// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import org.psci.conformance.results.Results;
import org.psci.conformance.suite.TestObservation;
import org.psci.conformance.suite.Witness;

/**
 * Puts what a test of the suite saw into its Allure result: parameters, a step for each event, and
 * program, history and drawing as attachments. Without Allure's listener there is no result, and
 * nothing happens.
 */
public final class AllureWitness implements Witness {

  @Override
  public void saw(TestObservation observation) {
    AllureLifecycle lifecycle = Allure.getLifecycle();
    if (lifecycle.getCurrentTestCase().isEmpty()) {
      return;
    }
    Results.ScenarioData program = observation.program();
    long time = System.currentTimeMillis();
    lifecycle.updateTestCase(
        result -> {
          result.getParameters().addAll(AllureParts.parameters(observation.parameters()));
          result.getLabels().addAll(AllureParts.labels(program.rules()));
          result.getSteps().addAll(AllureParts.steps(program.history(), time));
        });
    int cores = observation.profile().cores().size();
    for (AllureParts.Exhibit exhibit :
        AllureParts.exhibits(program.name(), cores, program.program(), program.history())) {
      lifecycle.addAttachment(exhibit.name(), exhibit.type(), exhibit.extension(), exhibit.bytes());
    }
  }
}
