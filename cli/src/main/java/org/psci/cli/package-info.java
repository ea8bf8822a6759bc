// SPDX-License-Identifier: Apache-2.0
/** The commands of {@code ./psci}. */
@NullMarked
package org.psci.cli;

import org.jspecify.annotations.NullMarked;
