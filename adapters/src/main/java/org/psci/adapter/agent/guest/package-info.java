// SPDX-License-Identifier: Apache-2.0
/**
 * What is known of the machine that the agent runs in as its guest, and what the agent can be told
 * of it: facts that it finds when it boots, the device tree, a profile that somebody wrote, the
 * interrupt controller, the serial port. The image of the agent is here too.
 */
@NullMarked
package org.psci.adapter.agent.guest;

import org.jspecify.annotations.NullMarked;
