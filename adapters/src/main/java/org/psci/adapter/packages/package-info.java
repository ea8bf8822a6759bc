// SPDX-License-Identifier: Apache-2.0
/** Debian packages for another architecture: fetched by apt, unpacked, never installed. */
@NullMarked
package org.psci.adapter.packages;

import org.jspecify.annotations.NullMarked;
