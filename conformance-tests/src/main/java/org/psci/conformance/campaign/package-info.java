// SPDX-License-Identifier: Apache-2.0
/**
 * A whole run: a survey, then a look into each kind of deviation, then whatever was read in two
 * ways. Everything is recorded as it goes, with a description of what is under test.
 */
@NullMarked
package org.psci.conformance.campaign;

import org.jspecify.annotations.NullMarked;
