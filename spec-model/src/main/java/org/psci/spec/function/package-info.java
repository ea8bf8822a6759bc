// SPDX-License-Identifier: Apache-2.0
/**
 * What the specification says of each function (DEN0022, 5): one section of clauses a function, and
 * what goes for calls of all of them: which are there, which widths they have, what of the
 * registers counts, and how they see the cores.
 */
@NullMarked
package org.psci.spec.function;

import org.jspecify.annotations.NullMarked;
