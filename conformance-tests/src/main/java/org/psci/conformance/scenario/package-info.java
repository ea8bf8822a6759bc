// SPDX-License-Identifier: Apache-2.0
/** The fixed scenarios: hand-written programs, in a fixed order, that a verdict can refer to. */
@NullMarked
package org.psci.conformance.scenario;

import org.jspecify.annotations.NullMarked;
