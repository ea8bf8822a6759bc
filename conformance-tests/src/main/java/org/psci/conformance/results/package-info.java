// SPDX-License-Identifier: Apache-2.0
/** Results: the verdict of a run as plain data, and the journal from which it comes. */
@NullMarked
package org.psci.conformance.results;

import org.jspecify.annotations.NullMarked;
