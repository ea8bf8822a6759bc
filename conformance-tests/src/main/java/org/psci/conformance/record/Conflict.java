// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An open point that was read in two ways although an implementation has to keep to one, and was
 * looked into.
 *
 * @param point its id
 * @param confirmed whether both readings showed again on a freshly started machine
 */
public record Conflict(
    @JsonProperty(required = true) String point, @JsonProperty(required = true) boolean confirmed)
    implements Entry {
  @Override
  public String part() {
    return part(point);
  }

  public static String part(String point) {
    return "conflict " + point;
  }
}
