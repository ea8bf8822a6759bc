// SPDX-License-Identifier: Apache-2.0
//
// Batches of one core consist of plain steps, and there every instruction counts.

#include "conduit.h"
#include "log.h"
#include "plain.h"

// Makes the calls of as many plain steps as follow each other from this one; returns the index of the first other step.
uint32_t call_plain_steps(struct core *me, uint32_t index) {
    const struct program *program = agent.program;
    const uint64_t head = record_head(me, RECORD_CALL, CALL_RETURNED);
    const enum conduit conduit = agent.conduit;
    const uint32_t capacity = me->log_capacity;
    const uint32_t step_count = program->step_count;
    volatile struct core_block *block = me->block;
    uint32_t completed = block->completed;
    uint32_t count = block->log_count;
    struct record *record = &me->log[count];

    for (; index < step_count && is_plain_step(me, &program->steps[index]); index++) {
        if (!log_has_room(count, capacity)) {
            end_batch(me, LOG_OVERFLOW);
        }
        struct registers results = plain_call(conduit, &program->steps[index]);
        record->head = head;
        record->call.step = index;
        record->call.calls = 1;
        record->call.begin = 0;
        record->call.end = 0;
        record->call.x[0] = results.x[0];
        record->call.x[1] = results.x[1];
        record->call.x[2] = results.x[2];
        record->call.x[3] = results.x[3];
        record++;
        store_barrier();
        block->log_count = ++count;
        block->completed = ++completed;
    }
    return index;
}
