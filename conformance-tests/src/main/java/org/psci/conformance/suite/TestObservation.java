// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.suite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.psci.conformance.results.Results;

/**
 * What a test saw.
 *
 * @param profile what was under test
 * @param parameters by name, what the outcome may depend on, in an order
 * @param program the program that ran, and what came of it
 */
public record TestObservation(
    Results.ProfileData profile, Map<String, String> parameters, Results.ScenarioData program) {
  public TestObservation {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }
}
