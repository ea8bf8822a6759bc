// SPDX-License-Identifier: Apache-2.0
/** Frames on a serial line that also carries other things, and may lose or change bytes. */
@NullMarked
package org.psci.adapter.link;

import org.jspecify.annotations.NullMarked;
