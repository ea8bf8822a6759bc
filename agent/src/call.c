// SPDX-License-Identifier: Apache-2.0
//
// One PSCI call and its record in the log.

#include "conduit.h"
#include "link.h"
#include "log.h"
#include "prepared_call.h"

// The record is on show before the call, because not every call returns; from then on it makes sense at any moment,
// since the machine may be stopped between any two instructions.
static inline struct record *announce(struct core *me, const struct step *step, uint32_t index) {
    struct record *record = open_record(me, RECORD_CALL, index == NO_STEP ? CALL_PARKING : 0);
    record->call.step = index;
    record->call.calls = 1;
    record->call.end = 0;
    if (index == NO_STEP) {
        for (unsigned n = 0; n < 4; n++) {
            record->call.arguments[n] = step->x[n];
        }
    }
    record->call.begin = step->flags & STEP_UNSTAMPED ? 0 : stamp();
    publish_record(me);
    return record;
}

// Nobody may see the step complete while the core still counts as running.
static void leave(struct core *me, const struct step *step) {
    if (step->effects & EFFECT_FREEZES) {
        me->block->frozen = 1;
        store_barrier();
    }
    if (step->effects & EFFECT_LEAVES) {
        me->block->running = 0;
    } else if (step->effects & EFFECT_SUSPENDS) {
        me->block->suspended = 1;
    }
    store_barrier();
    if (step->flags & STEP_NORETURN) {
        me->block->completed++;
    }
    full_barrier();
    if (link_before_leaving(me, step) && step->flags & STEP_TIMER) {
        arm_timer_again(me, step);
    }
}

static void end_suspension(struct core *me, struct record *record) {
    log_cleared(record, &record->call.cleared, clear_wakes());
    store_barrier();
    me->block->suspended = 0;
}

static void succeeded(struct core *me, const struct step *step) {
    if (step->effects & EFFECT_STARTS) {
        count_start(me, step);
    } else if (step->effects & EFFECT_SETS_MODE) {
        me->block->mode = (uint32_t)step->x[1];
    } else if (step->effects & EFFECT_LASTS) {
        me->block->lasting = 1;
    }
}

static inline void come_back(struct core *me, const struct step *step, struct record *record) {
    if (step->effects & EFFECT_LEAVES) {
        me->block->running = 1;
        store_barrier();
        me->block->frozen = 0;
    } else if (step->effects & EFFECT_SUSPENDS) {
        end_suspension(me, record);
    } else if (step->effects != 0 && (uint32_t)record->call.x[0] == PSCI_SUCCESS) {
        succeeded(me, step);
    }
    if (step->effects & (EFFECT_LEAVES | EFFECT_SUSPENDS | EFFECT_ENDS)) {
        link_after_leaving(me);
    }
}

static struct record *make_call(struct core *me, const struct step *step, uint32_t index) {
    uint32_t flags = step->flags;
    struct record *record = announce(me, step, index);
    if (flags & STEP_NORETURN || step->effects & (EFFECT_LEAVES | EFFECT_SUSPENDS | EFFECT_ENDS)) {
        leave(me, step);
    }
    bool plain = step->dirty == 0 && !(flags & STEP_CHECK);
    struct registers results = plain ? plain_call(agent.conduit, step->x) : make_prepared_call(step, record);
    if (!(flags & STEP_UNSTAMPED)) {
        record->call.end = stamp();
    }
    for (unsigned n = 0; n < 4; n++) {
        record->call.x[n] = results.x[n];
    }
    record->flags |= CALL_RETURNED;
    come_back(me, step, record);
    return record;
}

uint32_t call_once(struct core *me, const struct step *step, uint32_t index) {
    return (uint32_t)make_call(me, step, index)->call.x[0];
}

static bool same_result(const struct record *a, const struct record *b) {
    bool same = a->flags == b->flags;
    for (unsigned n = 0; n < 4; n++) {
        same = same && a->call.x[n] == b->call.x[n];
    }
    return same && (!(a->flags & CALL_CHECKED) || a->call.changed == b->call.changed);
}

static void absorb(struct core *me, struct record *further, const struct record *latest) {
    me->block->log_count--; // first: the record before must not end behind the begin of one that still counts
    store_barrier();
    further->call.end = latest->call.end; // and its begin must not be behind its end
    store_barrier();
    further->call.begin = latest->call.begin;
    further->call.calls++;
}

// Of each run of equal results the first call and, in one more record, all further ones are kept.
void call_until(struct core *me, const struct step *step, uint32_t index, result_settled *settled) {
    struct record *kept = make_call(me, step, index);
    bool kept_is_first = true;
    struct wait wait = {0};
    for (uint32_t tries = 1; !settled(step, (uint32_t)kept->call.x[0]); tries++) {
        if (tries == step->until_limit || (step->effects & EFFECT_GIVES_UP && time_to_give_up(me, &wait))) {
            kept->flags |= CALL_LIMIT;
            return;
        }
        if (!(step->effects & EFFECT_GIVES_UP)) {
            wait_turn(me, &wait, AWAIT_RESULT, core_with_mpidr(step->x[1]), index);
        }
        struct record *latest = make_call(me, step, index);
        bool same = same_result(kept, latest);
        if (same && !kept_is_first) {
            absorb(me, kept, latest);
        } else {
            kept = latest;
            kept_is_first = !same;
        }
    }
}
