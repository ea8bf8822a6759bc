// SPDX-License-Identifier: Apache-2.0
/** Runs: programs on a target, judged, with findings confirmed and shrunk. */
@NullMarked
package org.psci.conformance.run;

import org.jspecify.annotations.NullMarked;
