// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Wrong behaviours of the test firmware, in the order of their bits. */
public enum TestFirmwareBug {
  SUSPEND_CONTEXT_LOST("a core that wakes from power-down finds 0 in place of its context id"),
  SUSPEND_ENTRY_OF_CPU_ON("a wake from power-down goes to the entry of the core's last CPU_ON"),
  STANDBY_REENTERS("a standby request comes back at the entry point"),
  POWERDOWN_RETURNS_SCRUBBED("power-down returns SUCCESS, but x19 to x28 are lost"),
  SUSPENDED_REPORTED_OFF("AFFINITY_INFO answers OFF for a core in power-down"),
  CPU_ON_RESTARTS_SUSPENDED("CPU_ON of a core in power-down starts it where CPU_ON says"),
  LEVEL_ONE_SUSPENDS_SIBLINGS(
      "power-down at level 1 also takes down the running core of the same power cluster"),
  MASKED_INTERRUPTS_DO_NOT_WAKE("a core that called with PSTATE.I set never wakes"),
  SHARED_ENTRY("entry and context of all suspended cores are kept in one place"),
  PENDING_WAKE_UP_LOST("an interrupt that is pending at the call does not wake the core"),
  REENTRY_KEEPS_SCTLR("a wake from power-down leaves M, C and I of SCTLR as at the call"),
  RESERVED_BITS_IGNORED("reserved bits of power_state are not looked at"),
  START_FORGETS_ENDIANNESS("a core always enters little-endian, whatever its starter was"),
  SUSPEND_DENIED_WHILE_SIBLINGS_RUN(
      "a request of level 1 is DENIED while another core of the power cluster runs"),
  STANDBY_CHECKS_ENTRY("a standby request with an entry outside of RAM is refused"),
  REFUSED_CPU_ON_REDIRECTS(
      "CPU_ON of a core in power-down is refused, but the core wakes where CPU_ON said"),
  REENTRY_UNMASKS_INTERRUPTS("a wake from power-down enters with the DAIF of the caller"),
  OSI_LAST_CHECK_FIRST_PARENT_ONLY(
      "in OS-initiated mode a claim to be the last core is looked at for the power cluster only"),
  OSI_CHILD_DOMAIN_STILL_ON_ACCEPTED(
      "in OS-initiated mode the system goes down over a power cluster that runs or is shallower"),
  OSI_CPUOFF_MAKES_LAST_MAN(
      "in OS-initiated mode CPU_OFF takes down the node of a core that suspended before"),
  SETMODE_DENIED_BUT_SET("a PSCI_SET_SUSPEND_MODE that is DENIED sets the mode"),
  STAT_STANDBY_NOT_COUNTED("PSCI_STAT_COUNT of standby stays 0"),
  STAT_INVALID_RETURNS_ERROR(
      "statistics of a core or state that does not exist are INVALID_PARAMETERS"),
  NODEHW_LEVEL_UNCHECKED("NODE_HW_STATE takes a level above the system for the system"),
  NODEHW_SUSPENDED_ON("NODE_HW_STATE answers what AFFINITY_INFO would"),
  SYSSUSPEND_ALLOWED_WITH_OTHERS_ON("SYSTEM_SUSPEND is accepted while other cores are on"),
  SUSPEND_CORE_REQUEST_VOTES_CLUSTER(
      "power-down of level 0 lets the power cluster go down, if the platform coordinates"),
  FEATURES_OSI_BIT_INCONSISTENT(
      "PSCI_FEATURES denies OS-initiated mode where it is offered, and the reverse"),
  CPUON_TORN_PC_CTX("two calls of CPU_ON at once may mix their entries and contexts"),
  CPUON_PENDING_SET_LATE("CPU_ON lets the core go before it stores ON_PENDING"),
  CPUON_ANSWERS_TWICE("every CPU_ON before the core has come in gives SUCCESS"),
  CPUON_TRANSIENT_INVALID_PARAMS("while a core comes up, look-ups do not find its MPIDR"),
  CPUON_ABBA_DEADLOCK("two cores that call CPU_ON for each other wait for each other's lock"),
  CPUON_DURING_OFF_LOST("a start that comes just after a core has gone OFF is forgotten"),
  ABANDON_LEAVES_ANCESTOR_STATE(
      "a wake-up that was pending at the call leaves the core's vote for the levels above"),
  STAT_WRONG_UNDER_RACE("what a request asks for is counted, whatever state is entered"),
  AFFINITY_ALWAYS_ON("AFFINITY_INFO answers ON for every core");

  private final String summary;

  TestFirmwareBug(String summary) {
    this.summary = summary;
  }

  /** What goes wrong. */
  public String summary() {
    return summary;
  }

  /** The name on command lines, for instance {@code suspend-context-lost}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<TestFirmwareBug> find(String id) {
    return Arrays.stream(values()).filter(bug -> bug.id().equals(id)).findFirst();
  }

  /** The word that switches these bugs on. */
  static long mask(Collection<TestFirmwareBug> bugs) {
    long mask = 0;
    for (TestFirmwareBug bug : bugs) {
      mask |= 1L << bug.ordinal();
    }
    return mask;
  }
}
