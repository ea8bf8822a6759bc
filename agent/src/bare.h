// SPDX-License-Identifier: Apache-2.0
//
// What bare loops have in common.
#ifndef BARE_H
#define BARE_H

#include "agent.h"
#include "conduit.h"

struct bare_call {
    uint64_t x[4];
};

static inline const struct bare_call *bare_call_list(void) {
    return (const struct bare_call *)((uintptr_t)agent.mailbox + agent.mailbox->command.bare_calls_offset);
}

// Returns what is in w0 after it.
static inline uint32_t call(uint64_t function, uint64_t x1, uint64_t x2, uint64_t x3) {
    const uint64_t x[4] = {function, x1, x2, x3};
    return (uint32_t)plain_call(agent.conduit, x).x[0];
}

// Core 0 starts all others, which come back as join_bare_race, and lets them go at the end. The logs are open.
enum status run_bare_race(struct core *me, uint64_t *done, uint64_t *elapsed);

// For a core that has come in: does not return if it came in for a race.
void join_bare_race(struct core *me);

#endif
