// SPDX-License-Identifier: Apache-2.0
//
// A core's own steps of the current program.

#include "agent.h"
#include "plain.h"

// An error will not turn into the value.
static bool equal_to_value(const struct step *step, uint32_t result) {
    return result == step->until_value || (int32_t)result < 0;
}

static bool different_from_value(const struct step *step, uint32_t result) {
    return result != step->until_value;
}

static void complete(struct core *me) {
    store_barrier();
    me->block->completed++;
}

static void call_step(struct core *me, const struct step *step, uint32_t index) {
    uint32_t flags = step->flags;
    if (flags & STEP_NORETURN) {
        call_once(me, step, index); // completes the step itself
        return;
    }
    if (flags & STEP_UNTIL_EQUAL) {
        call_until(me, step, index, equal_to_value);
    } else if (flags & STEP_UNTIL_DIFFERENT) {
        call_until(me, step, index, different_from_value);
    } else {
        call_once(me, step, index);
    }
    complete(me);
}

static void take_step(struct core *me, const struct step *step, uint32_t index) {
    if (step_needs_anything(step)) {
        wait_for_needs(me, step->need, index);
    }
    if (step->together != 0) {
        meet_at_barrier(me, step, index);
    }
    spin(step->skew * SKEW_UNIT);
    if (step->flags & STEP_WAKE) {
        send_wake(me, (uint32_t)step->x[0], index);
        complete(me);
        return;
    }
    if (step->flags & STEP_TIMER) {
        arm_timer(me, step, index);
    }
    call_step(me, step, index);
}

// The index of a core's own step that follows this many others.
static uint32_t own_step_after(const struct core *me, uint32_t done) {
    const struct program *program = agent.program;
    uint32_t index = 0;
    while (index < program->step_count && (program->steps[index].core != me->number || done-- > 0)) {
        index++;
    }
    return index;
}

// Goes on after the steps that are complete or skipped.
void walk_queue(struct core *me) {
    const struct program *program = agent.program;
    uint32_t index = own_step_after(me, me->block->completed);
    while (index < program->step_count) {
        const struct step *step = &program->steps[index];
        if (is_plain_step(step, plain_control(me))) {
            index = call_plain_steps(me, index);
            continue;
        }
        if (step->core == me->number) {
            take_step(me, step, index);
        }
        index++;
    }
}

// For a core that has just come in: its steps up to this phase are behind it.
void skip_steps(struct core *me, uint32_t phase) {
    const struct program *program = agent.program;
    uint32_t skipped = 0;
    for (uint32_t i = 0; i < program->step_count; i++) {
        const struct step *step = &program->steps[i];
        skipped += step->core == me->number && step->phase <= phase;
    }
    if (me->block->completed < skipped) {
        me->block->completed = skipped;
    }
    if (me->block->reached < phase + 1) {
        me->block->reached = phase + 1;
    }
}
