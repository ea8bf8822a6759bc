// SPDX-License-Identifier: Apache-2.0
//
// A bare loop of all cores: they meet, and each makes one stamped call. What comes of it is stored and never judged.

#include "bare.h"
#include "log.h"

static volatile bool racing;         // from before the first CPU_ON until all others are OFF
static volatile uint32_t last_round; // set by core 0 before it goes on to the next, when others may still be in it

static void meet(struct core *me, uint32_t round) {
    struct wait wait = {0};
    full_barrier(); // what this core has stored is there before it arrives
    me->block->reached = round;
    for (uint32_t core = 0; core < core_count; core++) {
        while (core != me->number && agent.mailbox->core[core].reached < round) {
            wait_turn(me, &wait, AWAIT_BARRIER, core, NO_STEP);
        }
    }
    load_barrier();
}

// The last place of the log stays free, as in a batch.
static uint64_t make_call(struct core *me, const struct bare_call *call, uint32_t round) {
    struct record *record = &me->log[round % (me->log_capacity - 1)];
    record->head = record_head(me, RECORD_CALL, CALL_RETURNED);
    record->call.begin = stamp();
    struct registers results = plain_call(agent.conduit, call->x);
    record->call.end = stamp();
    for (unsigned n = 0; n < 4; n++) {
        record->call.x[n] = results.x[n];
    }
    return record->call.end;
}

// All cores go through the same rounds. Returns how many there were, and in *end when the last call of this core ended.
static uint32_t make_rounds(struct core *me, uint64_t *end) {
    const struct bare_call *list = bare_call_list();
    uint64_t ticks = agent.mailbox->command.bare_ticks;
    uint32_t count = agent.mailbox->command.bare_count;
    uint32_t next = me->number % count;
    uint64_t begin = 0;
    uint32_t round = 1;
    for (;; round++) {
        meet(me, round);
        if (round > last_round) {
            return round - 1;
        }
        if (begin == 0) {
            begin = stamp();
        }
        *end = make_call(me, &list[next], round) - begin;
        next = (next + core_count) % count;
        if (me->number == 0 && *end >= ticks) {
            last_round = round;
        }
    }
}

static void wait_until_off(struct core *me, uint32_t core) {
    struct wait wait = {0};
    while (call(PSCI_AFFINITY_INFO, core_mpidr[core], 0, 0) != AFFINITY_OFF) {
        wait_turn(me, &wait, AWAIT_OFF, core, NO_STEP);
    }
}

enum status run_bare_race(struct core *me, uint64_t *done, uint64_t *elapsed) {
    forget_starts(ALL_CORES);
    last_round = UINT32_MAX;
    racing = true;
    full_barrier();
    for (uint32_t core = 1; core < core_count; core++) {
        if (call(PSCI_CPU_ON, core_mpidr[core], (uintptr_t)entry_sled, 0) != PSCI_SUCCESS) {
            return UNPARKED;
        }
    }
    *done = (uint64_t)make_rounds(me, elapsed) * core_count;
    for (uint32_t core = 1; core < core_count; core++) {
        wait_until_off(me, core);
    }
    racing = false;
    forget_starts(ALL_CORES);
    return OK;
}

void join_bare_race(struct core *me) {
    if (!racing) {
        return;
    }
    uint64_t elapsed;
    make_rounds(me, &elapsed);
    call(PSCI_CPU_OFF, 0, 0, 0);
    end_batch(me, UNPARKED);
}
