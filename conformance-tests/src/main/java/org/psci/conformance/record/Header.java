// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run is: its first record.
 *
 * @param format the version of the form of the records
 * @param suite version of the suite
 * @param catalogue SHA-256 of the rule catalogue that is judged by
 * @param scenarioList the version of the list of fixed scenarios
 * @param target name of the target on the command line
 * @param choice the words on the command line that choose the target; empty if there are none
 * @param seed the seed of the random programs
 * @param programs how many random programs are run
 * @param seconds for how long more of them are run when these are done
 * @param select the ids of the rules that the run is about; null if it is about all of them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Header(
    @JsonProperty(required = true) int format,
    @JsonProperty(required = true) String suite,
    @JsonProperty(required = true) String catalogue,
    @JsonProperty(required = true) String scenarioList,
    @JsonProperty(required = true) String target,
    @JsonProperty(required = true) String choice,
    @JsonProperty(required = true) long seed,
    @JsonProperty(required = true) int programs,
    @JsonProperty(required = true) long seconds,
    @Nullable List<String> select)
    implements Entry {
  public static final int FORMAT = 2;

  @Override
  public String part() {
    return "begin";
  }
}
