// SPDX-License-Identifier: Apache-2.0
//
// NODE_HW_STATE: what a node is in, whoever asked for it.

#include "testfw.h"

enum { HW_ON, HW_OFF, HW_STANDBY };

static int64_t hw_state(enum depth state) {
    switch (state) {
    case RUN:
        return HW_ON;
    case POWER_DOWN:
        return HW_OFF;
    default:
        return HW_STANDBY;
    }
}

// For a bug: ON if a core below the node is.
static int64_t affinity_state(const struct core *core, enum level level) {
    for (unsigned i = 0; i < core_count; i++) {
        if (share_node(core, &cores[i], level) && cores[i].state == ON) {
            return ON;
        }
    }
    return core->state;
}

int64_t node_hw_state(uint64_t target, uint32_t level) {
    if (bug(NODEHW_LEVEL_UNCHECKED) && level > SYSTEM) {
        level = SYSTEM;
    }
    const struct core *core = find_core(target);
    if (core == 0 || level > SYSTEM) {
        return INVALID_PARAMETERS;
    }
    lock();
    int64_t result = bug(NODEHW_SUSPENDED_ON) ? affinity_state(core, level) : hw_state(node_above(core, level)->state);
    unlock();
    return result;
}
