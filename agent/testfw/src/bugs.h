// SPDX-License-Identifier: Apache-2.0
//
// The bugs that can be switched on: bit n of the first parameter is bug n. Without them the firmware is meant to
// conform. Each is one or two of `bug(...)` in the code.
#ifndef BUGS_H
#define BUGS_H

#include <stdbool.h>

#include "parameters.h"

enum bug {
    // suspend-context-lost: a core that wakes from power-down has 0 in x0 instead of its context_id.
    SUSPEND_CONTEXT_LOST = 0,
    // suspend-entry-of-cpu-on: a wake from power-down goes to the entry of the last CPU_ON of the core; on a core that
    // was never started, to that of its first power-down.
    SUSPEND_ENTRY_OF_CPU_ON = 1,
    // standby-reenters: StateType is ignored; a standby request loses the context and comes back at the entry.
    STANDBY_REENTERS = 2,
    // powerdown-returns-scrubbed: power-down returns SUCCESS at the next instruction, but x19..x28 are lost.
    POWERDOWN_RETURNS_SCRUBBED = 3,
    // suspended-reported-off: AFFINITY_INFO of a core in power-down is OFF.
    SUSPENDED_REPORTED_OFF = 4,
    // cpu-on-restarts-suspended: CPU_ON of a core in power-down is SUCCESS, and starts it where CPU_ON says.
    CPU_ON_RESTARTS_SUSPENDED = 5,
    // level-one-suspends-siblings: power-down at level 1 also takes down the running cores of the caller's power
    // cluster; when they wake they enter where the caller would.
    LEVEL_ONE_SUSPENDS_SIBLINGS = 6,
    // masked-interrupts-do-not-wake: a core that called with PSTATE.I set never wakes.
    MASKED_INTERRUPTS_DO_NOT_WAKE = 7,
    // shared-entry: entry and context of suspended cores are kept in one place for all; the last caller's are used.
    SHARED_ENTRY = 8,
    // pending-wake-up-lost: an interrupt that is pending at the call does not wake the core, nor does a later one.
    PENDING_WAKE_UP_LOST = 9,
    // reentry-keeps-sctlr: a wake from power-down leaves M, C and I of SCTLR_EL2, and the tables, as at the call.
    REENTRY_KEEPS_SCTLR = 10,
    // reserved-bits-ignored: reserved bits of power_state are not looked at.
    RESERVED_BITS_IGNORED = 11,
    // start-forgets-endianness: a core always enters little-endian, whatever the caller of CPU_ON or CPU_SUSPEND was.
    START_FORGETS_ENDIANNESS = 12,
    // suspend-denied-while-siblings-run: a request of level 1 is DENIED while another core of the power cluster runs.
    SUSPEND_DENIED_WHILE_SIBLINGS_RUN = 13,
    // standby-checks-entry: a standby request with an entry outside of RAM is refused.
    STANDBY_CHECKS_ENTRY = 14,
    // refused-cpu-on-redirects: CPU_ON of a core in power-down is ALREADY_ON, but the core wakes where CPU_ON said.
    REFUSED_CPU_ON_REDIRECTS = 15,
    // reentry-unmasks-interrupts: a wake from power-down enters with the DAIF that the caller had.
    REENTRY_UNMASKS_INTERRUPTS = 16,
    // osi-last-check-first-parent-only: whether the caller is the last core is looked at for its cluster only, even if
    // it claims the system.
    OSI_LAST_CHECK_FIRST_PARENT_ONLY = 17,
    // osi-child-domain-still-on-accepted: an order for the system looks at the states of cores, not of clusters.
    OSI_CHILD_DOMAIN_STILL_ON_ACCEPTED = 18,
    // osi-cpuoff-makes-last-man: CPU_OFF in OS-initiated mode takes the nodes above down as far as what is below
    // allows.
    OSI_CPUOFF_MAKES_LAST_MAN = 19,
    // setmode-denied-but-set: a PSCI_SET_SUSPEND_MODE that is DENIED sets the mode.
    SETMODE_DENIED_BUT_SET = 20,
    // stat-standby-not-counted: PSCI_STAT_COUNT of standby stays 0.
    STAT_STANDBY_NOT_COUNTED = 21,
    // stat-invalid-returns-error: statistics of a core or state that does not exist are INVALID_PARAMETERS, not 0.
    STAT_INVALID_RETURNS_ERROR = 22,
    // nodehw-level-unchecked: a level above the system is taken for the system.
    NODEHW_LEVEL_UNCHECKED = 23,
    // nodehw-suspended-on: NODE_HW_STATE gives what AFFINITY_INFO would.
    NODEHW_SUSPENDED_ON = 24,
    // syssuspend-allowed-with-others-on: SYSTEM_SUSPEND does not look at the other cores.
    SYSSUSPEND_ALLOWED_WITH_OTHERS_ON = 25,
    // suspend-core-request-votes-cluster: power-down of level 0 permits power-down of the cluster, if the platform
    // coordinates.
    SUSPEND_CORE_REQUEST_VOTES_CLUSTER = 26,
    // features-osi-bit-inconsistent: bit 0 of PSCI_FEATURES(CPU_SUSPEND) is the wrong way round.
    FEATURES_OSI_BIT_INCONSISTENT = 27,
    // cpuon-torn-pc-ctx: CPU_ON stores entry and context outside of the lock, one some time after the other.
    CPUON_TORN_PC_CTX = 28,
    // cpuon-pending-set-late: CPU_ON lets the core go some time before it stores ON_PENDING.
    CPUON_PENDING_SET_LATE = 29,
    // cpuon-answers-twice: CPU_ON of a core that is being started starts it again, as the later caller says.
    CPUON_ANSWERS_TWICE = 30,
    // cpuon-transient-invalid-params: while a core comes up, its MPIDR is junk to those who look for it.
    CPUON_TRANSIENT_INVALID_PARAMS = 31,
    // cpuon-abba-deadlock: CPU_ON takes a lock of the caller's and then one of the target's.
    CPUON_ABBA_DEADLOCK = 32,
    // cpuon-during-off-lost: a start that comes just after CPU_OFF has said OFF is forgotten.
    CPUON_DURING_OFF_LOST = 33,
    // abandon-leaves-ancestor-state: a wake-up that was pending at the call leaves the vote for the levels above.
    ABANDON_LEAVES_ANCESTOR_STATE = 34,
    // stat-wrong-under-race: what a request asks for is counted before anybody has agreed, and outside of the lock.
    STAT_WRONG_UNDER_RACE = 35,
    // affinity-always-on: AFFINITY_INFO of a core is ON, whatever state it is in.
    AFFINITY_ALWAYS_ON = 36,
};

static inline bool bug(enum bug number) { return (parameters.bugs >> number & 1) != 0; }

#endif
