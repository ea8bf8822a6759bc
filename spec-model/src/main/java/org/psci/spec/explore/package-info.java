// SPDX-License-Identifier: Apache-2.0
/**
 * Goes through every state that the model can reach from a cold boot, and says what holds in all of
 * them.
 */
@NullMarked
package org.psci.spec.explore;

import org.jspecify.annotations.NullMarked;
