// SPDX-License-Identifier: Apache-2.0
//
// Plain steps ask for nothing but the call: no stamps, no waiting, no preparation, no core started or ended.
#ifndef PLAIN_H
#define PLAIN_H

#include "agent.h"

// Both CPU_SUSPEND, CPU_OFF, both CPU_ON, and the identifier that would be a 64-bit CPU_OFF: 1 to 3 above PSCI_VERSION.
static inline bool changes_power(uint32_t function) {
    const uint32_t form = PSCI_CPU_ON_32 ^ PSCI_CPU_ON_64;
    const uint32_t number = (function & ~form) - PSCI_VERSION;
    return number - 1 < 3;
}

// What the plain steps of this core have in common.
static inline uint64_t plain_control(const struct core *me) { return STEP_CONTROL(me->number, STEP_UNSTAMPED); }

// Whether this is a plain step of the core with this plain_control. Without branches of its own.
static inline bool is_plain_step(const struct step *step, uint64_t control) {
    uint64_t differences = (step->control & ~STEP_CONTROL_PHASE) ^ control;
    return (differences | step->needs[0] | step->needs[1] | changes_power((uint32_t)step->x[0])) == 0;
}

// Makes the calls of as many plain steps as follow each other from this one; returns the index of the first other step.
uint32_t call_plain_steps(struct core *me, uint32_t index);

#endif
