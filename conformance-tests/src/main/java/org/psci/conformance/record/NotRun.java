// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A scenario that was not run.
 *
 * @param scenario its name
 * @param why the reason that holds
 */
public record NotRun(
    @JsonProperty(required = true) String scenario, @JsonProperty(required = true) String why)
    implements Entry {
  @Override
  public String part() {
    return ProgramRun.SCENARIO + scenario;
  }
}
