// SPDX-License-Identifier: Apache-2.0
/** The rules of the specification as data: what each demands, where it stands, how it is seen. */
@NullMarked
package org.psci.spec.rule;

import org.jspecify.annotations.NullMarked;
