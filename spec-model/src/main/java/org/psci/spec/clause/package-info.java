// SPDX-License-Identifier: Apache-2.0
/** TODO. */
@NullMarked
package org.psci.spec.clause;

import org.jspecify.annotations.NullMarked;
