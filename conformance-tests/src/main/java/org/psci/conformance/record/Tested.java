// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is under test, as the questions of the start have shown it.
 *
 * @param implementation its name and version
 * @param psciVersion what PSCI_VERSION answered
 * @param cores the MPIDR of each core, the boot core first
 * @param conduit HVC or SMC, if known
 * @param executionState AARCH32 or AARCH64
 * @param exceptionLevel of the callers, 0 if not known
 * @param claimedVersion what it claims outside PSCI_VERSION, if anything
 * @param platform what its judge has to know, as in a recorded history
 * @param reachable the combinations of the model that it can show, as in {@code Combination}
 * @param unjudged the ids of the rules of which nothing may be said
 * @param remarks what is to be known of it beside the verdict
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Tested(
    @JsonProperty(required = true) String implementation,
    @JsonProperty(required = true) String psciVersion,
    @JsonProperty(required = true) List<String> cores,
    @Nullable String conduit,
    @JsonProperty(required = true) String executionState,
    @JsonProperty(required = true) int exceptionLevel,
    @Nullable String claimedVersion,
    @JsonProperty(required = true) JsonNode platform,
    @JsonProperty(required = true) List<Integer> reachable,
    @JsonProperty(required = true) List<String> unjudged,
    @JsonProperty(required = true) List<String> remarks)
    implements Entry {

  @Override
  public String part() {
    return "begin";
  }
}
