// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import com.fasterxml.jackson.annotation.JsonInclude;
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
    String implementation,
    String psciVersion,
    List<String> cores,
    @Nullable String conduit,
    String executionState,
    int exceptionLevel,
    @Nullable String claimedVersion,
    JsonNode platform,
    List<Integer> reachable,
    List<String> unjudged,
    List<String> remarks)
    implements Entry {

  @Override
  public String part() {
    return "begin";
  }
}
