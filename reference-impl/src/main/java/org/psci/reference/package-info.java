// SPDX-License-Identifier: Apache-2.0
/**
 * A PSCI machine in memory, written from the specification without a look at the model: the default
 * target, and the carrier of bugs that the suite must find.
 */
@NullMarked
package org.psci.reference;

import org.jspecify.annotations.NullMarked;
