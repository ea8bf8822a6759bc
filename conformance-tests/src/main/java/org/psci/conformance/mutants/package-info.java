// SPDX-License-Identifier: Apache-2.0
/** The suite put to the test: the reference machine with each of its bugs, one after the other. */
@NullMarked
package org.psci.conformance.mutants;

import org.jspecify.annotations.NullMarked;
