// SPDX-License-Identifier: Apache-2.0
//
// An exception was taken. Nothing of the agent takes one, so either it has been left somewhere in bad shape, or this is
// how a core came in: firmware need not look at an entry point, and where no code is the first instruction faults.

#include "arrival.h"
#include "log.h"

static bool in_sled(uint64_t address) { return address - (uintptr_t)entry_sled < SLED_SLOTS * SLED_STRIDE; }

static bool is_at(uint64_t entry, uintptr_t address) { return (entry & ~(uint64_t)ENTRY_T32) == address; }

// The step whose call this core is in, or 0.
static const struct step *open_step(const struct core *me) {
    uint32_t count = me->block->log_count;
    const struct record *last = &me->log[count - 1];
    bool open = count != 0 && last->kind == RECORD_CALL && !(last->flags & CALL_RETURNED) && last->call.step != NO_STEP;
    return open ? &agent.program->steps[last->call.step] : 0;
}

// The agent does not know which argument is the entry point. One in the sled has code, so whoever faults elsewhere did
// not come in there; but behind any other a core may have run something before it faulted.
static const struct step *suspension_that_ends(const struct core *me, const struct exception *exception) {
    const struct step *step = open_step(me);
    if (step == 0 || !(step->effects & EFFECT_SUSPENDS)) {
        return 0;
    }
    uintptr_t address = faulting_address(exception);
    bool there = is_at(argument(step, 1), address) || is_at(argument(step, 2), address);
    bool elsewhere = in_sled(argument(step, 1)) || in_sled(argument(step, 2));
    return there || (elsewhere && is_fetch_fault(exception)) ? step : 0;
}

static const struct step *start_that_names(const struct core *me, uintptr_t address) {
    for (uint32_t index = 0; index < agent.program->step_count; index++) {
        const struct step *step = &agent.program->steps[index];
        if (step->effects & EFFECT_STARTS && core_with_mpidr(argument(step, 1)) == me->number &&
            is_at(argument(step, 2), address)) {
            return step;
        }
    }
    return 0;
}

// The step that made the core come in where it could not run, or 0 if this is no entry.
static const struct step *request_behind(const struct core *me, const struct exception *exception) {
    if (me->number == STRANGER || agent.program_index >= agent.program_count || !is_synchronous(exception)) {
        return 0;
    }
    return is_suspended(me->number)  ? suspension_that_ends(me, exception)
           : !me->block->running ? start_that_names(me, faulting_address(exception))
                                 : 0;
}

// Called by the vectors.
_Noreturn void exception_taken(const struct exception *exception, uint32_t number) {
    struct core *me = &agent.cores[number];
    const struct step *request = request_behind(me, exception);
    if (request == 0) {
        core_crashed(me, exception);
    }
    struct arrival arrival = arrival_by(exception);
    core_entered_elsewhere(me, &arrival, request->phase);
}
