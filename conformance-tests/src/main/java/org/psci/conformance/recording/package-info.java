// SPDX-License-Identifier: Apache-2.0
/**
 * Recorded histories: what was seen of an implementation, with what has to be known of it, in a
 * JSON file that can come from anywhere and be judged at any time.
 */
@NullMarked
package org.psci.conformance.recording;

import org.jspecify.annotations.NullMarked;
