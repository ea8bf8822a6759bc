// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Something that cost the run a part of itself.
 *
 * @param part which part
 * @param why what happened
 */
public record Trouble(
    @JsonProperty(required = true) String part, @JsonProperty(required = true) String why)
    implements Entry {}
