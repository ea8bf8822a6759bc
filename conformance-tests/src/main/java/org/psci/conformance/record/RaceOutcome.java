// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A way in which runs of a racing program came out.
 *
 * @param seen what the racing calls returned, and where the cores came in that they started
 * @param verdict whether that is permitted
 * @param runs in how many runs it was seen
 */
public record RaceOutcome(
    @JsonProperty(required = true) List<String> seen,
    @JsonProperty(required = true) ProgramVerdict verdict,
    @JsonProperty(required = true) int runs) {}
