// SPDX-License-Identifier: Apache-2.0
/** The PSCI of Linux KVM on arm64, on such a host or inside an emulated machine. */
@NullMarked
package org.psci.adapter.kvm;

import org.jspecify.annotations.NullMarked;
