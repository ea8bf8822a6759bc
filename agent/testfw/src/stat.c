// SPDX-License-Identifier: Apache-2.0
//
// PSCI_STAT_COUNT and PSCI_STAT_RESIDENCY: of the state that the highest level of a power_state value asks for, at the
// node of that level above a core. A stay counts from its beginning.

#include "testfw.h"

#define MICROSECONDS 1000000u // in a second

static uint64_t microseconds(uint64_t ticks) {
    uint64_t frequency = read_sysreg(cntfrq_el0);
    return ticks / frequency * MICROSECONDS + ticks % frequency * MICROSECONDS / frequency;
}

static uint64_t ticks_in(const struct node *node, enum depth state) {
    bool is_there = node->state == state && node->since != 0;
    return node->ticks[state] + (is_there ? read_sysreg(cntpct_el0) - node->since : 0);
}

static uint64_t nothing(void) { return bug(STAT_INVALID_RETURNS_ERROR) ? (uint64_t)INVALID_PARAMETERS : 0; }

uint64_t stat_count(uint64_t target, uint32_t power_state) {
    const struct core *core = find_core(target);
    const struct composite *asked = find_composite(power_state);
    if (core == 0 || asked == 0) {
        return nothing();
    }
    lock();
    uint64_t result = node_above(core, asked->level)->entered[asked->path.at[asked->level]];
    unlock();
    return result;
}

uint64_t stat_residency(uint64_t target, uint32_t power_state) {
    const struct core *core = find_core(target);
    const struct composite *asked = find_composite(power_state);
    if (core == 0 || asked == 0) {
        return nothing();
    }
    lock();
    uint64_t result = microseconds(ticks_in(node_above(core, asked->level), asked->path.at[asked->level]));
    unlock();
    return result;
}
