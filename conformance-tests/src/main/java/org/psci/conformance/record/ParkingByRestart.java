// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * From here on programs that leave other cores behind end with a restart of the target, since
 * asking whether the cores are OFF leads nowhere.
 *
 * @param since the program that has shown it
 */
public record ParkingByRestart(@JsonProperty(required = true) String since) implements Entry {
  @Override
  public String part() {
    return since;
  }
}
