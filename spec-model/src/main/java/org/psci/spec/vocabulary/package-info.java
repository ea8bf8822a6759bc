// SPDX-License-Identifier: Apache-2.0
/** The terms of PSCI and of the SMC Calling Convention: ids, encodings, codes and topology. */
@NullMarked
package org.psci.spec.vocabulary;

import org.jspecify.annotations.NullMarked;
