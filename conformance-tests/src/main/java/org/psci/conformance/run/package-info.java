// SPDX-License-Identifier: Apache-2.0
/**
 * What all kinds of runs share: what a run is told, which rules it is about, and who is told how it
 * is getting on.
 */
@NullMarked
package org.psci.conformance.run;

import org.jspecify.annotations.NullMarked;
