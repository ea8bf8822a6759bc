// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

/** What a suspended core does when it wakes up. */
final class Suspension {
  final boolean losesContext;

  /** Whether an interrupt was pending when the core was suspended. */
  final boolean wasPending;

  /** Where it enters if it loses its context, and with what. */
  long entry;

  long context;

  Suspension(boolean losesContext, boolean wasPending, long entry, long context) {
    this.losesContext = losesContext;
    this.wasPending = wasPending;
    this.entry = entry;
    this.context = context;
  }
}
