// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The end of a run that came to its end: the last record.
 *
 * @param early what ended the run before all of it was done; null if nothing did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record End(@Nullable String early) implements Entry {
  @Override
  public String part() {
    return "end";
  }
}
