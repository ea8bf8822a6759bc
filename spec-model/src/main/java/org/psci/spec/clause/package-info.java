// SPDX-License-Identifier: Apache-2.0
/**
 * The specification as clauses, each of one rule, and what follows from all of them together.
 *
 * <p>A <em>section</em> is what the specification says of one function. It tells calls apart by a
 * <em>situation</em>: a combination of a few enums, such as what the core is that a call names, and
 * whether the entry point is good. There are finitely many. A <em>clause</em> speaks of some of
 * them: there the call must be refused, may be refused, does something. From all clauses of a
 * section follows a table of the outcomes that are permitted in each situation; a call costs the
 * working out of its situation, and a look-up.
 *
 * <p>A clause can be left out. Then the table permits what an implementation may do that does not
 * keep this clause, and keeps all others. Whether a history can be explained that way is how a
 * broken rule is told from one that merely stands beside it.
 */
@NullMarked
package org.psci.spec.clause;

import org.jspecify.annotations.NullMarked;
