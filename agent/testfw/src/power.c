// SPDX-License-Identifier: Apache-2.0
//
// The states of cores, and of the clusters that they share: CPU_ON, CPU_OFF, AFFINITY_INFO.

#include "testfw.h"

#define CORES_OF_CLUSTER 2 // for power; all cores are in one cluster by affinity
#define HIGHEST_LEVEL 3

static struct cluster clusters[MAX_CORES / CORES_OF_CLUSTER];

void set_up_power(void) {
    for (unsigned i = 0; i < core_count; i++) {
        cores[i].state = OFF;
        cores[i].vote = POWER_DOWN;
        clusters[i / CORES_OF_CLUSTER].state = POWER_DOWN;
    }
}

// Takes a vote and gives the cluster the deepest state that no core in it forbids. Cores that are OFF allow all, cores
// that run or are about to run allow none: so the last core that goes takes its cluster down, and the first that comes
// brings it up before it runs. A real platform would do its work here.
void vote(struct core *core, enum depth deepest) {
    core->vote = deepest;
    unsigned number = (unsigned)(core - cores) / CORES_OF_CLUSTER;
    struct cluster *cluster = &clusters[number];
    enum depth before = cluster->state;
    cluster->state = POWER_DOWN;
    for (unsigned i = number * CORES_OF_CLUSTER; i < (number + 1) * CORES_OF_CLUSTER && i < core_count; i++) {
        cluster->state = cores[i].vote < cluster->state ? cores[i].vote : cluster->state;
    }
    if (cluster->state > before) {
        cluster->entered[cluster->state]++;
    }
}

// The affinity fields that count at a level: Aff3 in bits 39..32, Aff2 to Aff0 below bit 24.
static uint64_t fields(uint32_t level) {
    uint64_t ignored = (1ull << 8 * level) - 1;
    return 0xff00ffffffull & ~ignored;
}

static struct core *find_core(uint64_t target) {
    for (unsigned i = 0; i < core_count; i++) {
        if (cores[i].mpidr == target) {
            return &cores[i];
        }
    }
    return 0;
}

static int64_t start_core(struct core *core, struct start start) {
    if (bug(REFUSED_CPU_ON_REDIRECTS) && core->activity == IN_POWER_DOWN) {
        core->start = start;
    }
    if (bug(CPU_ON_RESTARTS_SUSPENDED) && core->activity == IN_POWER_DOWN) {
        core->start = start;
        core->restart = true;
        return SUCCESS;
    }
    if (core->state == ON) {
        return ALREADY_ON;
    }
    if (core->state == ON_PENDING) {
        return ON_PENDING_ALREADY;
    }
    core->state = ON_PENDING;
    core->start = start;
    core->entry_of_cpu_on = start.entry;
    vote(core, RUN);
    return SUCCESS;
}

int64_t cpu_on(uint64_t target, struct start start) {
    struct core *core = find_core(target);
    if (core == 0) {
        return INVALID_PARAMETERS;
    }
    if (!valid_entry(start.entry)) {
        return invalid_entry();
    }
    lock();
    int64_t result = start_core(core, start);
    unlock();
    if (result == SUCCESS) {
        gic_ring(core);
    }
    return result;
}

// From here on the core runs no code of the payload: that is what OFF says, so it may be said now.
int64_t cpu_off(void) {
    struct core *core = this_core();
    gic_lose_interface();
    lock();
    core->state = OFF;
    core->drawn_in = false;
    vote(core, POWER_DOWN);
    unlock();
    wait_for_start(core);
}

// OFF. Only the firmware's own ring gets through to this core. It is ON before its first instruction of the payload.
_Noreturn void wait_for_start(struct core *core) {
    for (;;) {
        lock();
        bool started = core->state == ON_PENDING;
        struct start start = core->start;
        if (started) {
            core->state = ON;
        }
        unlock();
        if (started) {
            enter_payload(start, false);
        }
        wait_for_interrupt();
        gic_answer();
    }
}

static enum state reported(const struct core *core) {
    const volatile struct core *seen = core;
    if (bug(SUSPENDED_REPORTED_OFF) && seen->activity == IN_POWER_DOWN) {
        return OFF;
    }
    return seen->state;
}

// ON if one of the group is, else ON_PENDING if one of them is.
static int64_t reported_group(uint64_t target, uint32_t level) {
    int64_t result = INVALID_PARAMETERS;
    for (unsigned i = 0; i < core_count; i++) {
        if (((cores[i].mpidr ^ target) & fields(level)) != 0) {
            continue;
        }
        enum state state = reported(&cores[i]);
        if (state == ON || result < 0 || (state == ON_PENDING && result == OFF)) {
            result = state;
        }
    }
    return result;
}

// The state of one core is one word. Only a group needs the lock, which those who poll should not hold up.
int64_t affinity_info(uint64_t target, uint32_t level) {
    if (level > HIGHEST_LEVEL || (target & ~fields(0)) != 0) {
        return INVALID_PARAMETERS;
    }
    if (level == 0) {
        const struct core *core = find_core(target);
        return core == 0 ? INVALID_PARAMETERS : (int64_t)reported(core);
    }
    lock();
    int64_t result = reported_group(target, level);
    unlock();
    return result;
}
