// SPDX-License-Identifier: Apache-2.0
//
// The power tree: a node for each core, one for each pair of cores, one for the system. A real platform would do its
// work here; this one keeps the states, and how often and how long each node was in which.

#include "testfw.h"

#define CORES_OF_CLUSTER 2 // for power; all cores are in one cluster by affinity

static struct node nodes[LEVELS][MAX_CORES];

static unsigned number_at(const struct core *core, enum level level) {
    unsigned number = (unsigned)(core - cores);
    return level == CORE ? number : level == CLUSTER ? number / CORES_OF_CLUSTER : 0;
}

struct node *node_above(const struct core *core, enum level level) { return &nodes[level][number_at(core, level)]; }

bool share_node(const struct core *one, const struct core *other, enum level level) {
    return number_at(one, level) == number_at(other, level);
}

void set_up_tree(void) {
    for (unsigned i = 0; i < core_count; i++) {
        cores[i].state = OFF;
        cores[i].vote = ALL_DOWN;
        for (enum level level = CORE; level < LEVELS; level++) {
            node_above(&cores[i], level)->state = POWER_DOWN;
        }
    }
}

static void go(struct node *node, enum depth state) {
    if (node->state == state) {
        return;
    }
    uint64_t now = read_sysreg(cntpct_el0);
    if (node->since != 0) {
        node->ticks[node->state] += now - node->since;
    }
    node->since = now;
    node->state = state;
    if (!(bug(STAT_STANDBY_NOT_COUNTED) && state == STANDBY) && !bug(STAT_WRONG_UNDER_RACE)) {
        node->entered[state]++;
    }
}

// For a bug.
void count_too_early(const struct core *core, struct path wanted) {
    for (enum level level = CORE; bug(STAT_WRONG_UNDER_RACE) && level < LEVELS; level++) {
        node_above(core, level)->entered[wanted.at[level]]++;
    }
}

// The deepest state of the node above the core that no core below it forbids.
static enum depth permitted(const struct core *core, enum level level) {
    enum depth deepest = POWER_DOWN;
    for (unsigned i = 0; i < core_count; i++) {
        if (share_node(core, &cores[i], level) && cores[i].vote.at[level] < deepest) {
            deepest = cores[i].vote.at[level];
        }
    }
    return deepest;
}

// Platform coordination: each node takes the deepest state that no core forbids. Cores that are OFF allow all, cores
// that run or are about to run allow none: so the last core that goes takes its nodes down.
void vote(struct core *core, struct path deepest) {
    core->vote = deepest;
    for (enum level level = CORE; level < LEVELS; level++) {
        go(node_above(core, level), permitted(core, level));
    }
}

// In either mode a core that comes brings up what is above it, before it runs.
void come_up(struct core *core) { vote(core, ALL_RUN); }

// The OS coordinates: the nodes up to the one that it names take the states that it says, the others keep theirs.
void order(struct core *core, struct path states, enum level highest) {
    core->vote = states;
    for (enum level level = CORE; level <= highest; level++) {
        go(node_above(core, level), states.at[level]);
    }
}

static bool all_off(const struct core *core, enum level level) {
    for (unsigned i = 0; i < core_count; i++) {
        if (share_node(core, &cores[i], level) && cores[i].state != OFF) {
            return false;
        }
    }
    return true;
}

// How deep the node above the core could go, as far as its children are concerned.
static enum depth possible(const struct core *core, enum level level) {
    enum depth deepest = POWER_DOWN;
    for (unsigned i = 0; i < core_count; i++) {
        enum depth child = node_above(&cores[i], level - 1)->state;
        if (share_node(core, &cores[i], level) && child < deepest) {
            deepest = child == STANDBY ? RUN : child;
        }
    }
    return deepest;
}

// CPU_OFF. Where the OS coordinates nobody has ordered anything for the nodes above a core that is suspended; so they
// stay as they are, until all cores below are OFF.
void leave(struct core *core) {
    if (!os_initiated()) {
        vote(core, ALL_DOWN);
        return;
    }
    core->vote = ALL_DOWN;
    for (enum level level = CORE; level < LEVELS; level++) {
        if (all_off(core, level)) {
            go(node_above(core, level), POWER_DOWN);
        } else if (bug(OSI_CPUOFF_MAKES_LAST_MAN)) {
            go(node_above(core, level), possible(core, level));
        }
    }
}
