// SPDX-License-Identifier: Apache-2.0
/** Implementations on boards that QEMU emulates, its own among them. */
@NullMarked
package org.psci.adapter.qemu;

import org.jspecify.annotations.NullMarked;
