// SPDX-License-Identifier: Apache-2.0
//
// How a batch ends, well or badly.

#include "log.h"

_Noreturn void log_silence(struct core *me, enum awaited what, uint32_t awaited, uint64_t begin, uint32_t step) {
    if (me->block->log_count < me->log_capacity) {
        struct silence_record *silence = &next_record(me, RECORD_SILENCE, 0)->silence;
        silence->awaited = awaited;
        silence->what = what;
        silence->begin = begin;
        silence->end = stamp();
        silence->step = step;
        publish_record(me);
    }
    end_batch(me, SILENT);
}

// A second exception of the same core is not reported.
_Noreturn void core_crashed(struct core *me, const struct exception *exception) {
    static bool crashed[CORE_BLOCKS];
    if (crashed[me->number]) {
        halt(me);
    }
    crashed[me->number] = true;
    if (me->block->log_count < me->log_capacity) {
        struct crash_record *crash = &next_record(me, RECORD_CRASH, 0)->crash;
        crash->vector = exception->vector;
        crash->stamp = stamp();
        crash->esr = exception->esr;
        crash->elr = exception->elr;
        crash->far = exception->far;
        crash->spsr = exception->spsr;
        crash->sctlr = exception->sctlr;
        publish_record(me);
    }
    end_batch(me, CRASHED);
}

void write_ending(struct core *me, enum status status) {
    full_barrier();
    agent.mailbox->ended[me->number].status = status;
    store_barrier();
    agent.mailbox->ended[me->number].seq = agent.seq;
}

_Noreturn void end_batch(struct core *me, enum status status) {
    write_ending(me, status);
    halt(me);
}
