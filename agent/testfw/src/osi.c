// SPDX-License-Identifier: Apache-2.0
//
// Whether what the OS orders can be done: CPU_SUSPEND in OS-initiated mode.

#include "testfw.h"

static bool runs(const struct core *core) {
    return core->state == ON_PENDING || (core->state == ON && core->activity == RUNNING);
}

// Whether no other core below the node runs or is about to.
static bool is_last(const struct core *core, enum level level) {
    if (bug(OSI_LAST_CHECK_FIRST_PARENT_ONLY) && level > CLUSTER) {
        level = CLUSTER;
    }
    for (unsigned i = 0; i < core_count; i++) {
        if (&cores[i] != core && share_node(core, &cores[i], level) && runs(&cores[i])) {
            return false;
        }
    }
    return true;
}

// No node goes deeper than those below it. What is below on the caller's own way down is in the request.
static int64_t check_children(const struct core *core, enum level level, enum depth wanted) {
    int64_t result = SUCCESS;
    for (unsigned i = 0; i < core_count; i++) {
        const struct core *other = &cores[i];
        if (!share_node(core, other, level) || share_node(core, other, level - 1)) {
            continue;
        }
        enum level child = bug(OSI_CHILD_DOMAIN_STILL_ON_ACCEPTED) ? CORE : level - 1;
        if (node_above(other, child)->state >= wanted) {
            continue;
        }
        if (runs(other)) {
            return DENIED;
        }
        result = INVALID_PARAMETERS;
    }
    return result;
}

int64_t check_order(const struct core *core, struct path wanted, enum level claim) {
    if (!is_last(core, claim)) {
        return DENIED;
    }
    for (enum level level = CLUSTER; level <= claim; level++) {
        int64_t result = check_children(core, level, wanted.at[level]);
        if (result != SUCCESS) {
            return result;
        }
    }
    return SUCCESS;
}
