// SPDX-License-Identifier: Apache-2.0
/**
 * Which clause of the specification is broken.
 *
 * <p>A clause is broken if leaving out what it says, and nothing else, makes a history explainable.
 * So a history that the model does not explain is judged again, each time with one clause left out
 * that it touches; the clauses that help are its possible causes. Where none explains everything,
 * the one that explains most is taken for the first cause, and the search goes on from there for
 * the next. What is explained once a cause is assumed is a symptom of it, and no cause.
 *
 * <p>Often several clauses explain the same. Those that permit least are believed. Where they are
 * equal the history cannot tell, and the programs of a whole run decide: the smallest set of causes
 * that explains all of them.
 */
@NullMarked
package org.psci.conformance.cause;

import org.jspecify.annotations.NullMarked;
