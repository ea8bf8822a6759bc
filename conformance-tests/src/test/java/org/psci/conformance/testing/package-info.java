// SPDX-License-Identifier: Apache-2.0
/** What several tests of this module need. */
@NullMarked
package org.psci.conformance.testing;

import org.jspecify.annotations.NullMarked;
