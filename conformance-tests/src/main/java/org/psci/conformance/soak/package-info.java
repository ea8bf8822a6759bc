// SPDX-License-Identifier: Apache-2.0
/** Random programs for as long as one likes, on machines that ought to keep all rules. */
@NullMarked
package org.psci.conformance.soak;

import org.jspecify.annotations.NullMarked;
