// SPDX-License-Identifier: Apache-2.0
/** Reports: results for people. Nothing here knows how they came about. */
@NullMarked
package org.psci.report;

import org.jspecify.annotations.NullMarked;
