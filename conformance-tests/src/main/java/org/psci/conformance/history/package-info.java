// SPDX-License-Identifier: Apache-2.0
/** Histories: what was seen of a program that ran. */
@NullMarked
package org.psci.conformance.history;

import org.jspecify.annotations.NullMarked;
