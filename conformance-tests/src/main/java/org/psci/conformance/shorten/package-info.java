// SPDX-License-Identifier: Apache-2.0
/**
 * From a deviation to a finding: does it show again, alone or only after other programs, and what
 * is the shortest program, under the shortest schedule, that shows it? The hunt for the first
 * deviation of a machine is the same search without a survey before it.
 */
@NullMarked
package org.psci.conformance.shorten;

import org.jspecify.annotations.NullMarked;
