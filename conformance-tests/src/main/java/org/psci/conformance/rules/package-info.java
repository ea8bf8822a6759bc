// SPDX-License-Identifier: Apache-2.0
/** How each rule is checked, what proves that the check can fail, and why there is none. */
@NullMarked
package org.psci.conformance.rules;

import org.jspecify.annotations.NullMarked;
