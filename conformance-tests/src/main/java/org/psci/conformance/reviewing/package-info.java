// SPDX-License-Identifier: Apache-2.0
/**
 * Puts the claims of the code review to the test: it searches the shortest program that settles a
 * claim, and runs the programs of all claims on all machines. The claims, and what came of them,
 * are plain data in the package {@code review}.
 */
@NullMarked
package org.psci.conformance.reviewing;

import org.jspecify.annotations.NullMarked;
