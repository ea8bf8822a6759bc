// SPDX-License-Identifier: Apache-2.0
/** The oracle: is there a run of the model that explains a history? */
@NullMarked
package org.psci.conformance.oracle;

import org.jspecify.annotations.NullMarked;
