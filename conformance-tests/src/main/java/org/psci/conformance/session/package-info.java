// SPDX-License-Identifier: Apache-2.0
/**
 * A target in use: started, asked what it is, started again whenever a program leaves it in a bad
 * way. A session turns programs into judgements; it knows how programs have to end on its target,
 * and which of them need a fresh machine.
 */
@NullMarked
package org.psci.conformance.session;

import org.jspecify.annotations.NullMarked;
