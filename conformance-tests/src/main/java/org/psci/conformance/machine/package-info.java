// SPDX-License-Identifier: Apache-2.0
/** Configurations of the reference machine: the lawful ones, and their form in files. */
@NullMarked
package org.psci.conformance.machine;

import org.jspecify.annotations.NullMarked;
