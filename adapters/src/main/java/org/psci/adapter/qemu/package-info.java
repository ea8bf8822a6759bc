// SPDX-License-Identifier: Apache-2.0
/** QEMU's own PSCI, as its machine "virt" has it. */
@NullMarked
package org.psci.adapter.qemu;

import org.jspecify.annotations.NullMarked;
