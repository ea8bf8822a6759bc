// SPDX-License-Identifier: Apache-2.0
//
// A core has come in, as a rule through the sled.

#include "arrival.h"
#include "bare.h"
#include "link.h"
#include "log.h"

static uint32_t slot_of(uintptr_t address) { return (uint32_t)(address - (uintptr_t)entry_sled) / SLED_STRIDE; }

static struct record *log_entry(struct core *me, const struct arrival *arrival, uint32_t slot) {
    struct record *record = open_record(me, RECORD_ENTRY, 0);
    struct entry_record *entry = &record->entry;
    entry->slot = slot;
    entry->completed = me->block->completed;
    describe_arrival(entry, arrival);
    publish_record(me);
    return record;
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

static _Noreturn void come_in(struct core *me, const struct arrival *arrival, uint32_t slot) {
    struct record *record = log_entry(me, arrival, slot);
    if (me->number == STRANGER) {
        end_batch(me, STRANGER_CAME);
    }
    log_cleared(record, &record->entry.cleared, enter_with_wakes(me));
    count_entry(me);
    store_barrier();
    me->block->suspended = 0;
    me->block->frozen = 0;
    link_after_leaving(me);
    go_on(me);
}

// Called by the sled.
_Noreturn void core_entered(const struct arrival *arrival, uint32_t number) {
    struct core *me = &agent.cores[number];
    uint32_t slot = slot_of(arrival->address);
    if (number != STRANGER && agent.program_index != NO_PROGRAM) {
        skip_what_is_behind(me, slot);
    }
    if (number != STRANGER) {
        join_bare_race(me);
    }
    come_in(me, arrival, slot);
}

// Where no slot is; the step that handed the address out is of this phase.
_Noreturn void core_entered_elsewhere(struct core *me, const struct arrival *arrival, uint32_t phase) {
    skip_steps(me, phase);
    come_in(me, arrival, NO_SLOT);
}
