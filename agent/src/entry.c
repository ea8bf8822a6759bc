// SPDX-License-Identifier: Apache-2.0
//
// A core has come in through the sled.

#include "log.h"

struct arrival { // as entry_sled.S stores it
    uint64_t x[4];
    uint64_t address;
    uint64_t stamp;
    uint64_t current_el;
    uint64_t daif;
    uint64_t spsel;
    uint64_t sctlr;
    uint64_t mpidr;
    uint64_t cntfrq;
    uint64_t hcr;
    uint64_t padding;
};

_Static_assert(sizeof(struct arrival) == 112, "the stack frame of entry_sled.S");

static uint32_t slot_of(uint64_t address) { return (uint32_t)(address - (uintptr_t)entry_sled) / SLED_STRIDE; }

static struct entry_record *log_entry(struct core *me, const struct arrival *arrival) {
    struct entry_record *entry = &open_record(me, RECORD_ENTRY, 0)->entry;
    entry->slot = slot_of(arrival->address);
    entry->completed = me->block->completed;
    entry->stamp = arrival->stamp;
    entry->address = arrival->address;
    for (unsigned n = 0; n < 4; n++) {
        entry->x[n] = arrival->x[n];
    }
    entry->current_el = arrival->current_el;
    entry->daif = arrival->daif;
    entry->spsel = arrival->spsel;
    entry->sctlr = arrival->sctlr;
    entry->mpidr = arrival->mpidr;
    entry->cntfrq = arrival->cntfrq;
    entry->hcr = arrival->hcr;
    entry->cleared = 0;
    publish_record(me);
    return entry;
}

static void skip_what_is_behind(struct core *me, uint32_t slot) {
    if (slot == PARKING_SLOT) {
        skip_steps(me, NO_PHASE);
    } else if (agent.program->slot_phase[slot] != NO_PHASE) {
        skip_steps(me, agent.program->slot_phase[slot]);
    }
}

static _Noreturn void go_on(struct core *me) {
    if (me->number == 0) {
        serve(me);
    }
    if (agent.program_index != NO_PROGRAM) {
        walk_queue(me);
        wait_for_needs(me, agent.program->own_steps, NO_STEP);
    }
    park_secondary(me);
}

_Noreturn void core_entered(const struct arrival *arrival, uint32_t number) {
    struct core *me = &agent.cores[number];
    if (number != STRANGER && agent.program_index != NO_PROGRAM) {
        skip_what_is_behind(me, slot_of(arrival->address));
    }
    struct entry_record *entry = log_entry(me, arrival);
    if (number == STRANGER) {
        end_batch(me, STRANGER_CAME);
    }
    entry->cleared = enter_with_wakes(me);
    count_entry(me);
    store_barrier();
    me->block->suspended = 0;
    me->block->frozen = 0;
    go_on(me);
}
