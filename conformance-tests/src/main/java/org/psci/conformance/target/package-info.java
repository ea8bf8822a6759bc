// SPDX-License-Identifier: Apache-2.0
/** What the suite needs of an implementation under test. */
@NullMarked
package org.psci.conformance.target;

import org.jspecify.annotations.NullMarked;
