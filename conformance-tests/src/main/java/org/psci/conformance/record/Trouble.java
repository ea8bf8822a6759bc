// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

/**
 * Something that cost the run a part of itself.
 *
 * @param part which part
 * @param why what happened
 */
public record Trouble(String part, String why) implements Entry {}
