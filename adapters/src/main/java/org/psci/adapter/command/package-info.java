// SPDX-License-Identifier: Apache-2.0
/** Machines that a command line of the user starts, with the agent as their guest. */
@NullMarked
package org.psci.adapter.command;

import org.jspecify.annotations.NullMarked;
