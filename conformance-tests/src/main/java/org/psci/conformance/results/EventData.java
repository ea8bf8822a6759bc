// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.recording.EventKind;

/**
 * Something that was seen of a program. Times are those of the target, and only their order counts;
 * the first event of a program begins at 0.
 *
 * @param kind what sort of event it is
 * @param core the core that it happened to; absent for the machine as a whole
 * @param begin when it began; of a call, when it was made
 * @param end when it was over; absent if a call never returned, or something never came
 * @param label the event in a few words, as it stands in a drawing
 * @param text the event as a sentence
 * @param parking whether it is a call that brings the machine back to where programs start
 * @param impossible whether it is the event that no behaviour explains that the specification
 *     permits
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventData(
    EventKind kind,
    @Nullable Integer core,
    long begin,
    @Nullable Long end,
    String label,
    String text,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean parking,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean impossible) {}
