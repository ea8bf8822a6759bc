// SPDX-License-Identifier: Apache-2.0
//
// Plain steps ask for nothing but the call: no stamps, no waiting, no preparation, no effects.
#ifndef PLAIN_H
#define PLAIN_H

#include "agent.h"

// What the plain steps of this core have in common.
static inline uint64_t plain_control(const struct core *me) { return STEP_CONTROL(me->number, STEP_UNSTAMPED); }

// Whether this is a plain step of the core with this plain_control. Without branches of its own.
static inline bool is_plain_step(const struct step *step, uint64_t control) {
    uint64_t differences = (step->control & ~STEP_CONTROL_PHASE) ^ control;
    return (differences | step->needs[0] | step->needs[1]) == 0;
}

// Makes the calls of as many plain steps as follow each other from this one; returns the index of the first other step.
uint32_t call_plain_steps(struct core *me, uint32_t index);

#endif
