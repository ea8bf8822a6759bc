// SPDX-License-Identifier: Apache-2.0
/**
 * The first phase of a run: scenarios and random programs are run, judged and recorded, and what is
 * silent or cannot be judged is repeated. It is decided here which runs are kept in full, and what
 * random programs leave out because it is known to matter.
 */
@NullMarked
package org.psci.conformance.survey;

import org.jspecify.annotations.NullMarked;
