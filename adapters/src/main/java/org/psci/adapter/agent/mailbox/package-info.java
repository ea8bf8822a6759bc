// SPDX-License-Identifier: Apache-2.0
/**
 * The memory that the agent and its host share: where each field lies in it, and how fields are
 * read and written. What changes in it may have to be carried between two copies; how that is done
 * is left to others.
 */
@NullMarked
package org.psci.adapter.agent.mailbox;

import org.jspecify.annotations.NullMarked;
