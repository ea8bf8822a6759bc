// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

/**
 * A scenario that was not run.
 *
 * @param scenario its name
 * @param why the reason that holds
 */
public record NotRun(String scenario, String why) implements Entry {
  @Override
  public String part() {
    return ProgramRun.SCENARIO + scenario;
  }
}
