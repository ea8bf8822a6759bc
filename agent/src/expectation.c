// SPDX-License-Identifier: Apache-2.0
//
// Who may be expected to run, from counters with one writer each. The order of loads matters: no core that is running or
// on its way may look as if it were neither.

#include "agent.h"

#define SMC64_FORM 0x40000000u // of a function identifier

static volatile struct core_block *block(uint32_t core) { return &agent.mailbox->core[core]; }

static uint32_t starts_of(uint32_t target) {
    uint32_t starts = 0;
    for (uint32_t caller = 0; caller < core_count; caller++) {
        starts += block(caller)->starts[target];
    }
    return starts;
}

// Entries may be ahead of starts: the caller has not come back from CPU_ON yet.
static bool outstanding(uint32_t starts, uint32_t entries) { return (int32_t)(starts - entries) > 0; }

bool start_outstanding(uint32_t core) {
    uint32_t entries = block(core)->entries;
    load_barrier();
    return outstanding(starts_of(core), entries);
}

// An entering core sets running first and counts its entry then, so one of the two shows.
bool expected_to_run(uint32_t core) {
    uint32_t entries = block(core)->entries;
    load_barrier();
    if (block(core)->running) {
        return true;
    }
    load_barrier();
    return outstanding(starts_of(core), entries);
}

bool was_started(uint32_t core) { return block(core)->entries != 0 || starts_of(core) != 0; }

bool is_suspended(uint32_t core) { return block(core)->running && block(core)->suspended; }

bool is_frozen(uint32_t core) { return block(core)->frozen && !expected_to_run(core); }

// A running core that comes in without a start has been suspended.
void count_entry(struct core *me) {
    bool was_running = me->block->running;
    if (was_running && !start_outstanding(me->number)) {
        return;
    }
    me->block->running = 1;
    store_barrier();
    me->block->entries++;
}

// Whatever lies outside of the affinity fields does not name another core.
uint32_t core_with_mpidr(uint64_t mpidr) {
    for (uint32_t core = 0; core < core_count; core++) {
        if (core_mpidr[core] == (mpidr & MPIDR_AFFINITY)) {
            return core;
        }
    }
    return NO_CORE;
}

// An argument of a call, as wide as its function identifier says.
uint64_t argument(const struct step *step, unsigned n) {
    return step->x[0] & SMC64_FORM ? step->x[n] : (uint32_t)step->x[n];
}

void count_start(struct core *me, const struct step *step) {
    uint32_t target = core_with_mpidr(argument(step, 1));
    if (target != NO_CORE) {
        me->block->starts[target]++;
    }
}

// Core 0 clears the words of others while these are OFF.
void forget_starts(uint32_t cores) {
    for (uint32_t core = 0; core < MAX_CORES; core++) {
        if (cores >> core & 1) {
            block(core)->completed = 0;
            block(core)->reached = 0;
            block(core)->entries = 0;
            block(core)->parked = 0;
            block(core)->mode = 0;
            block(core)->lasting = 0;
            for (uint32_t target = 0; target < MAX_CORES; target++) {
                block(core)->starts[target] = 0;
            }
        }
    }
}
