// SPDX-License-Identifier: Apache-2.0
/**
 * The specification as a nondeterministic transition system: one file per call, each handing every
 * outcome that the text permits to a sink, with the rules that permit it.
 */
@NullMarked
package org.psci.spec.model;

import org.jspecify.annotations.NullMarked;
