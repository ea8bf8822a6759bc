// SPDX-License-Identifier: Apache-2.0
/** Processes that the suite starts, and that never outlive it. */
@NullMarked
package org.psci.adapter.child;

import org.jspecify.annotations.NullMarked;
