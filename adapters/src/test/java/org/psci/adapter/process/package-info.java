// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.psci.adapter.process;

import org.jspecify.annotations.NullMarked;
