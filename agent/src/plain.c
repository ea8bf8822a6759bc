// SPDX-License-Identifier: Apache-2.0
//
// Batches of one core consist of plain steps, and there every instruction counts.

#include "conduit.h"
#include "log.h"
#include "plain.h"

// The end of the program and of the log are one comparison: `last`.
static inline __attribute__((always_inline)) uint32_t call_all(struct core *me, uint32_t index, enum conduit conduit) {
    const struct program *program = agent.program;
    volatile struct core_block *block = me->block;
    const uint64_t control = plain_control(me);
    const uint64_t head = record_head(me, RECORD_CALL, CALL_RETURNED);
    const uint32_t room = log_room(block->log_count, me->log_capacity);
    const uint32_t left = program->step_count - index;
    const struct step *step = &program->steps[index];
    const struct step *last = step + (left < room ? left : room);
    struct record *record = &me->log[block->log_count];
    uint64_t step_and_calls = 1ull << 32 | index;
    uint32_t completed = block->completed;
    uint32_t count = block->log_count;

    while (step != last && is_plain_step(step, control)) {
        struct registers results = plain_call(conduit, step->x);
        record->head = head;
        record->call.step_and_calls = step_and_calls;
        record->call.begin = 0;
        record->call.end = 0;
        record->call.x[0] = results.x[0];
        record->call.x[1] = results.x[1];
        record->call.x[2] = results.x[2];
        record->call.x[3] = results.x[3];
        store_barrier();
        block->log_count = ++count;
        block->completed = ++completed;
        record++;
        step++;
        step_and_calls++;
    }
    return (uint32_t)step_and_calls;
}

static __attribute__((noinline)) uint32_t call_all_by_hvc(struct core *me, uint32_t index) {
    return call_all(me, index, CONDUIT_HVC);
}

static __attribute__((noinline)) uint32_t call_all_by_smc(struct core *me, uint32_t index) {
    return call_all(me, index, CONDUIT_SMC);
}

uint32_t call_plain_steps(struct core *me, uint32_t index) {
    make_room(me);
    return (agent.conduit == CONDUIT_HVC ? call_all_by_hvc : call_all_by_smc)(me, index);
}
