// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Something that the specification leaves to an implementation, which does it or does not. */
public enum Choice {
  /** A core is ON from the return of CPU_ON, so that ON_PENDING is never seen. */
  HIDES_PENDING,
  /** AFFINITY_INFO answers for levels above 0, which 0.2 demands. */
  ANSWERS_GROUPS,
  /** Entry points outside its memory are refused. */
  CHECKS_ENTRIES,
  /**
   * An entry point that no instruction can be at is refused, in a machine that checks entry points.
   */
  CHECKS_ALIGNMENT,
  /** 0.2 refuses calls of a width that is not the caller's with INVALID_PARAMETERS. */
  KEEPS_WIDTH_RULE,
  /** The first CPU_ON of each core fails with INTERNAL_FAILURE. */
  STARTS_FAIL_ONCE,

  /**
   * Every power-down ends as a standby would; not of a request in OS-initiated mode, which is an
   * order, nor of SYSTEM_SUSPEND.
   */
  DOWNGRADES,
  /** A suspension may end although there was no interrupt. */
  WAKES_EARLY,
  /**
   * OS-initiated mode is offered; then the power_state values say at which level the caller is the
   * last core.
   */
  OS_INITIATED,
  /** OS-initiated mode needs all other cores to be OFF. */
  STRICT_MODE_CHANGE,
  /** The platform publishes its table of power_state values. */
  PUBLISHED,
  /** CPU_DEFAULT_SUSPEND is a standby. */
  DEFAULT_IS_STANDBY,
  /** AFFINITY_INFO says OFF of a frozen core; else it says ON. */
  FROZEN_SHOWS_OFF,
  /** PSCI_STAT_* learn of a stay only when it is over. */
  COUNTS_ON_EXIT,

  /** SMCCC_VERSION is there. */
  HAS_SMCCC_VERSION,
  /** PSCI_FEATURES reports SMCCC_VERSION, as it should. */
  REPORTS_SMCCC_VERSION,
  /** PSCI_FEATURES tells an AArch32 caller of SMC64 ids. */
  REPORTS_SMC64_TO_AARCH32,

  /** SYSTEM_SUSPEND answers ALREADY_ON, not DENIED, while another core is not OFF. */
  SUSPEND_SAYS_ALREADY_ON,
  /** SYSTEM_SUSPEND returns SUCCESS if an interrupt is pending. */
  SUSPEND_RETURNS_EARLY,
  /** Every vendor type of SYSTEM_RESET2 resets; else none is known. */
  VENDOR_RESETS,
  /** Type 0 of SYSTEM_OFF2 means HIBERNATE_OFF; else it is refused. */
  HIBERNATES_BY_DEFAULT,
  /** MEM_PROTECT_CHECK_RANGE has nothing against a length of 0. */
  ACCEPTS_EMPTY_RANGE;

  /** What a machine does unless one asks for something else. */
  public static final Set<Choice> STANDARD =
      Collections.unmodifiableSet(
          EnumSet.of(
              ANSWERS_GROUPS,
              CHECKS_ENTRIES,
              CHECKS_ALIGNMENT,
              KEEPS_WIDTH_RULE,
              PUBLISHED,
              HIBERNATES_BY_DEFAULT));

  /** The name in files, for instance {@code hides_pending}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
