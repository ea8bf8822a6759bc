// SPDX-License-Identifier: Apache-2.0
//
// How a core is prepared for a call, and what the call has changed.

#include "prepared_call.h"

#define SCTLR_M (1u << 0)
#define SCTLR_C (1u << 2)
#define SCTLR_I (1u << 12)
#define SCTLR_EE (1u << 25)

static uintptr_t sctlr_during_call(uint32_t dirty) {
    uintptr_t sctlr = own_sctlr();
    if (dirty & DIRTY_MMU) {
        sctlr |= SCTLR_M | SCTLR_C | SCTLR_I;
    }
    if (dirty & DIRTY_EE) {
        sctlr |= SCTLR_EE;
    }
    return sctlr;
}

static void fill(struct prepared_call *call, unsigned first_register) {
    for (unsigned n = first_register; n < LOADED; n++) {
        call->during.x[n] = FILLING(n);
    }
    call->during.sp = FILLING(SP_BIT);
}

static void prepare(struct prepared_call *call, const struct step *step) {
    uint32_t dirty = step->dirty;
    for (unsigned n = 0; n < LOADED; n++) {
        call->during.x[n] = n < 4 ? (uintptr_t)step->x[n] : 0;
    }
    call->during.sp = (uintptr_t)__builtin_frame_address(0);
    if (step->flags & STEP_CHECK) {
        fill(call, 4);
    } else if (dirty & DIRTY_REGISTERS) {
        fill(call, FIRST_PRESERVED);
    }
    call->during.sctlr = sctlr_during_call(dirty);
    call->during.vbar = (uintptr_t)(dirty & DIRTY_VBAR ? other_vectors : vectors);
    call->during.masks = dirty & DIRTY_DAIF ? 0 : MASKS_ALL;
    call->during.mode = mode_of_call(dirty & DIRTY_EE);
    if (dirty & DIRTY_MMU) {
        use_translation_tables(dirty & DIRTY_EE);
    }
}

static uint32_t changed_registers(const struct prepared_call *call) {
    uint32_t changed = 0;
    for (unsigned n = 4; n < LOADED; n++) {
        changed |= (uint32_t)(call->after.x[n] != call->during.x[n]) << n;
    }
    changed |= (uint32_t)(call->after.link != FILLING(LINK)) << LINK;
    changed |= (uint32_t)(call->after.sp != call->during.sp) << SP_BIT;
    return changed;
}

static uint32_t changed_state(const struct prepared_call *call) {
    return (call->after.sctlr != call->during.sctlr ? CALL_SCTLR_CHANGED : 0) |
           (call->after.vbar != call->during.vbar ? CALL_VBAR_CHANGED : 0) |
           (call->after.masks != call->during.masks && !call->after.interrupted ? CALL_DAIF_CHANGED : 0) |
           (call->after.mode != call->during.mode ? CALL_SPSEL_CHANGED : 0);
}

static void conduct(struct prepared_call *call) {
    bool el2 = exception_level() == 2;
    if (agent.conduit == CONDUIT_HVC) {
        (el2 ? prepared_hvc_el2 : prepared_hvc_el1)(call);
    } else {
        (el2 ? prepared_smc_el2 : prepared_smc_el1)(call);
    }
}

struct registers make_prepared_call(const struct step *step, struct record *record) {
    struct prepared_call call;
    prepare(&call, step);
    conduct(&call);
    if (step->flags & STEP_CHECK) {
        record->call.changed = changed_registers(&call);
        record->flags |= CALL_CHECKED | changed_state(&call);
    }
    const uintptr_t *x = call.after.x;
    return (struct registers){{x[0], x[1], x[2], x[3]}};
}
