// SPDX-License-Identifier: Apache-2.0
/**
 * The dialogue with an agent that has booted. A session gives it commands and watches over each
 * batch until it is over, with a deadline for everything that may fail to come. A target starts the
 * machine that the agent runs in, and opens such a session.
 */
@NullMarked
package org.psci.adapter.agent.session;

import org.jspecify.annotations.NullMarked;
