// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

/** What a suspended core does when it wakes up. */
final class Suspension {
  /** The call by which a core is suspended. */
  enum By {
    CPU_SUSPEND,
    CPU_DEFAULT_SUSPEND,
    SYSTEM_SUSPEND
  }

  final By by;

  /** Whether the request was for a power-down. */
  final boolean losesContext;

  /** Whether an interrupt was pending when the core was suspended. */
  final boolean wasPending;

  /** Whether it was given up before it had any effect: the core runs, and has yet to return. */
  boolean abandoned;

  /** Whether the core returns to its caller though it asked for a power-down. */
  boolean keepsContext;

  /** Where it enters if it loses its context, and with what. */
  long entry;

  long context;

  Suspension(By by, boolean losesContext, boolean wasPending, long entry, long context) {
    this.by = by;
    this.losesContext = losesContext;
    this.wasPending = wasPending;
    this.entry = entry;
    this.context = context;
  }
}
