// SPDX-License-Identifier: Apache-2.0
/** Random programs from a seed. */
@NullMarked
package org.psci.conformance.generate;

import org.jspecify.annotations.NullMarked;
