// SPDX-License-Identifier: Apache-2.0
/**
 * How values stand in JSON files that people write: read with errors that name the place and what
 * is expected, and written the same way.
 */
@NullMarked
package org.psci.conformance.json;

import org.jspecify.annotations.NullMarked;
