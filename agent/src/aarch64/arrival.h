// SPDX-License-Identifier: Apache-2.0
//
// A core at its first instruction, as entry_sled.S stores it.
#ifndef ARRIVAL_H
#define ARRIVAL_H

#include "mailbox.h"

struct arrival {
    uint64_t x[4];
    uint64_t address;
    uint64_t stamp;
    uint64_t current_el;
    uint64_t daif;
    uint64_t spsel;
    uint64_t sctlr;
    uint64_t mpidr;
    uint64_t cntfrq;
    uint64_t hcr;
    uint64_t padding;
};

_Static_assert(sizeof(struct arrival) == 112, "the stack frame of entry_sled.S");

static inline void describe_arrival(struct entry_record *entry, const struct arrival *arrival) {
    entry->stamp = arrival->stamp;
    entry->address = arrival->address;
    for (unsigned n = 0; n < 4; n++) {
        entry->x[n] = arrival->x[n];
    }
    entry->current_el = arrival->current_el;
    entry->daif = arrival->daif;
    entry->spsel = arrival->spsel;
    entry->sctlr = arrival->sctlr;
    entry->mpidr = arrival->mpidr;
    entry->cntfrq = arrival->cntfrq;
    entry->hcr = arrival->hcr;
}

#endif
