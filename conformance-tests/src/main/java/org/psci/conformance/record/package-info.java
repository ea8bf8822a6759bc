// SPDX-License-Identifier: Apache-2.0
/**
 * The records of a run: what it is, what came of each program, what came of looking into a
 * deviation. They are written as the run goes, and everything that a report says is read from them.
 */
@NullMarked
package org.psci.conformance.record;

import org.jspecify.annotations.NullMarked;
