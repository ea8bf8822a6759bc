// SPDX-License-Identifier: Apache-2.0
//
// The log of a core. Inline because every call goes through here.
#ifndef LOG_H
#define LOG_H

#include "agent.h"

static inline uint64_t record_head(const struct core *me, enum record_kind kind, uint32_t flags) {
    return (uint64_t)agent.program_index << 32 | flags << 16 | me->number << 8 | kind;
}

// The next free place, not part of the log until it is published. There has to be one.
static inline struct record *next_record(struct core *me, enum record_kind kind, uint32_t flags) {
    struct record *record = &me->log[me->block->log_count];
    record->head = record_head(me, kind, flags);
    return record;
}

// The last place stays free for a SILENCE or CRASH.
static inline uint32_t log_room(uint32_t count, uint32_t capacity) {
    return count + 1 < capacity ? capacity - 1 - count : 0;
}

static inline void make_room(struct core *me) {
    if (log_room(me->block->log_count, me->log_capacity) == 0) {
        end_batch(me, LOG_OVERFLOW);
    }
}

static inline struct record *open_record(struct core *me, enum record_kind kind, uint32_t flags) {
    make_room(me);
    return next_record(me, kind, flags);
}

static inline void publish_record(struct core *me) {
    store_barrier();
    me->block->log_count++;
}

// Notes when what was pending had been cleared, if it was: 0 says that there was nothing to clear.
static inline void log_cleared(struct record *record, uint64_t *field, uint64_t cleared) {
    if (cleared != 0) {
        *field = cleared;
        store_barrier();
        record->flags |= CLEARED;
    }
}

#endif
