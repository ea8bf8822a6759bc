// SPDX-License-Identifier: Apache-2.0
//
// Plain steps ask for nothing but the call: no stamps, no waiting, no preparation, no core started or ended.
#ifndef PLAIN_H
#define PLAIN_H

#include "agent.h"

// CPU_OFF, both CPU_ON, and the identifier that would be a 64-bit CPU_OFF.
static inline bool starts_or_ends_a_core(uint32_t function) {
    const uint32_t differences = (PSCI_CPU_ON_32 ^ PSCI_CPU_ON_64) | (PSCI_CPU_ON_32 ^ PSCI_CPU_OFF);
    return (function & ~differences) == (PSCI_CPU_OFF & ~differences);
}

// Whether this is a plain step of this core.
static inline bool is_plain_step(const struct core *me, const struct step *step) {
    return (step->control & ~STEP_CONTROL_PHASE) == STEP_CONTROL(me->number, STEP_UNSTAMPED) &&
           !step_needs_anything(step) && !starts_or_ends_a_core((uint32_t)step->x[0]);
}

// Makes the calls of as many plain steps as follow each other from this one; returns the index of the first other step.
uint32_t call_plain_steps(struct core *me, uint32_t index);

#endif
