// SPDX-License-Identifier: Apache-2.0
/**
 * What the specification says beside the answers of calls: how cores come in and come back, what
 * has to happen in the end, what registers keep, and which answers have to agree. Each clause can
 * be left out, as those of functions can.
 */
@NullMarked
package org.psci.spec.step;

import org.jspecify.annotations.NullMarked;
