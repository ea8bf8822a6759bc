// SPDX-License-Identifier: Apache-2.0
/**
 * The guest agent as its host sees it: its image, the memory that both share, programs and logs.
 */
@NullMarked
package org.psci.adapter.agent;

import org.jspecify.annotations.NullMarked;
