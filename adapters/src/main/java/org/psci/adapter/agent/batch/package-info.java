// SPDX-License-Identifier: Apache-2.0
/**
 * Programs on their way to the agent, and back. A program becomes a plan of what each core does; as
 * many plans as the mailbox holds become a batch, in the encoding that the agent reads. When the
 * batch is over, the logs of the cores become histories.
 */
@NullMarked
package org.psci.adapter.agent.batch;

import org.jspecify.annotations.NullMarked;
