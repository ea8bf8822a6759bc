// SPDX-License-Identifier: Apache-2.0
//
// One PSCI call and its record in the log.

#include "conduit.h"
#include "log.h"
#include "prepared_call.h"

#define SCTLR_M (1u << 0)
#define SCTLR_C (1u << 2)
#define SCTLR_I (1u << 12)
#define SCTLR_EE (1u << 25)
#define DAIF_MASKED 0x3c0

#define SP_BIT 31

static uint64_t current_sctlr(void) {
    return exception_level() == 2 ? read_sysreg(sctlr_el2) : read_sysreg(sctlr_el1);
}

static uint64_t sctlr_during_call(uint32_t dirty) {
    uint64_t sctlr = current_sctlr();
    if (dirty & DIRTY_MMU) {
        sctlr |= SCTLR_M | SCTLR_C | SCTLR_I;
    }
    if (dirty & DIRTY_EE) {
        sctlr |= SCTLR_EE;
    }
    return sctlr;
}

static void fill(struct prepared_call *call, unsigned first_register) {
    for (unsigned n = first_register; n < 30; n++) {
        call->during.x[n] = FILLING(n);
    }
    call->during.sp = FILLING(SP_BIT);
}

static void prepare(struct prepared_call *call, const struct step *step) {
    uint32_t dirty = step->dirty;
    for (unsigned n = 0; n < 30; n++) {
        call->during.x[n] = n < 4 ? step->x[n] : 0;
    }
    call->during.sp = (uintptr_t)__builtin_frame_address(0);
    if (step->flags & STEP_CHECK) {
        fill(call, 4);
    } else if (dirty & DIRTY_REGISTERS) {
        fill(call, 19);
    }
    call->during.sctlr = sctlr_during_call(dirty);
    call->during.vbar = (uintptr_t)(dirty & DIRTY_VBAR ? other_vectors : vectors);
    call->during.daif = dirty & DIRTY_DAIF ? 0 : DAIF_MASKED;
    if (dirty & DIRTY_MMU) {
        use_translation_tables(dirty & DIRTY_EE);
    }
}

static uint32_t changed_registers(const struct prepared_call *call) {
    uint32_t changed = 0;
    for (unsigned n = 4; n < 30; n++) {
        changed |= (uint32_t)(call->after.x[n] != call->during.x[n]) << n;
    }
    changed |= (uint32_t)(call->after.x[30] != FILLING(30)) << 30;
    changed |= (uint32_t)(call->after.sp != call->during.sp) << SP_BIT;
    return changed;
}

static uint32_t changed_state(const struct prepared_call *call) {
    return (call->after.sctlr != call->during.sctlr ? CALL_SCTLR_CHANGED : 0) |
           (call->after.vbar != call->during.vbar ? CALL_VBAR_CHANGED : 0) |
           (call->after.daif != call->during.daif && !call->after.interrupted ? CALL_DAIF_CHANGED : 0) |
           (call->after.spsel != 1 ? CALL_SPSEL_CHANGED : 0);
}

static void conduct(struct prepared_call *call) {
    bool el2 = exception_level() == 2;
    if (agent.conduit == CONDUIT_HVC) {
        (el2 ? prepared_hvc_el2 : prepared_hvc_el1)(call);
    } else {
        (el2 ? prepared_smc_el2 : prepared_smc_el1)(call);
    }
}

static __attribute__((noinline)) struct registers prepared_call(const struct step *step, struct record *record) {
    struct prepared_call call;
    prepare(&call, step);
    conduct(&call);
    if (step->flags & STEP_CHECK) {
        record->call.changed = changed_registers(&call);
        record->flags |= CALL_CHECKED | changed_state(&call);
    }
    const uint64_t *x = call.after.x;
    return (struct registers){{x[0], x[1], x[2], x[3]}};
}

// The record is on show before the call, because not every call returns.
static inline struct record *announce(struct core *me, const struct step *step, uint32_t index) {
    struct record *record = open_record(me, RECORD_CALL, index == NO_STEP ? CALL_PARKING : 0);
    record->call.step = index;
    record->call.calls = 1;
    record->call.begin = 0;
    record->call.end = 0;
    if (index == NO_STEP) {
        for (unsigned n = 0; n < 4; n++) {
            record->call.arguments[n] = step->x[n];
        }
    }
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
}

static void end_suspension(struct core *me, struct record *record) {
    record->call.cleared = clear_wakes();
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
}

static struct record *make_call(struct core *me, const struct step *step, uint32_t index) {
    uint32_t flags = step->flags;
    struct record *record = announce(me, step, index);
    if (!(flags & STEP_UNSTAMPED)) {
        record->call.begin = stamp();
    }
    if (flags & STEP_NORETURN || step->effects & (EFFECT_LEAVES | EFFECT_SUSPENDS)) {
        leave(me, step);
    }
    bool plain = step->dirty == 0 && !(flags & STEP_CHECK);
    struct registers results = plain ? plain_call(agent.conduit, step->x) : prepared_call(step, record);
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
    further->call.begin = latest->call.begin;
    further->call.end = latest->call.end;
    further->call.calls++;
    me->block->log_count--;
}

// Of each run of equal results the first call and, in one more record, all further ones are kept.
void call_until(struct core *me, const struct step *step, uint32_t index, result_settled *settled) {
    struct record *kept = make_call(me, step, index);
    bool kept_is_first = true;
    struct wait wait = {0};
    for (uint32_t tries = 1; !settled(step, (uint32_t)kept->call.x[0]); tries++) {
        if (tries == step->until_limit || (step->effects & EFFECT_GIVES_UP && patience_is_over(me, &wait))) {
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
