// SPDX-License-Identifier: Apache-2.0
/** Implementations behind an adapter: a process that speaks JSON Lines on its standard streams. */
@NullMarked
package org.psci.adapter.process;

import org.jspecify.annotations.NullMarked;
