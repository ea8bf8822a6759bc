// SPDX-License-Identifier: Apache-2.0
//
// The bugs that can be switched on: bit n of the first parameter is bug n. Without them the firmware is meant to
// conform. Each is one `if (bug(...))` in the code.
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
};

static inline bool bug(enum bug number) { return (parameters.bugs >> number & 1) != 0; }

#endif
