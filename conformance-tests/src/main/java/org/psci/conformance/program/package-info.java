// SPDX-License-Identifier: Apache-2.0
/** Programs: which core makes which call, in what order. Data, with one text form. */
@NullMarked
package org.psci.conformance.program;

import org.jspecify.annotations.NullMarked;
