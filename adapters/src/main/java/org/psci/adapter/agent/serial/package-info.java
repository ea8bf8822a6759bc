// SPDX-License-Identifier: Apache-2.0
/**
 * The mailbox over a serial line. The host has a copy, which is kept up to date by requests to the
 * agent, each repeated until it is answered, and by what the agent announces unasked.
 */
@NullMarked
package org.psci.adapter.agent.serial;

import org.jspecify.annotations.NullMarked;
