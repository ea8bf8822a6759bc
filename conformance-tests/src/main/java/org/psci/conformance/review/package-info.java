// SPDX-License-Identifier: Apache-2.0
/**
 * The claims of a code review of March 2014 about CPU_SUSPEND, and what came of putting them to the
 * test: plain data, which {@code ReviewRun} fills and reports show.
 */
@NullMarked
package org.psci.conformance.review;

import org.jspecify.annotations.NullMarked;
