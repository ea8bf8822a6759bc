// SPDX-License-Identifier: Apache-2.0
//
// A core at its first instruction, as entry_sled.S stores it.
#ifndef ARRIVAL_H
#define ARRIVAL_H

#include "mailbox.h"

struct arrival {
    uint32_t x[4];
    uint32_t address;
    uint32_t cpsr; // with the bit for T32
    uint64_t stamp;
    uint32_t sctlr;
    uint32_t mpidr;
    uint32_t cntfrq;
    uint32_t hcr;
};

_Static_assert(sizeof(struct arrival) == 48, "the stack frame of entry_sled.S");

static inline void describe_arrival(struct entry_record *entry, const struct arrival *arrival) {
    entry->stamp = arrival->stamp;
    entry->address = arrival->address;
    for (unsigned n = 0; n < 4; n++) {
        entry->x[n] = arrival->x[n];
    }
    entry->cpsr = arrival->cpsr;
    entry->daif = 0;
    entry->spsel = 0;
    entry->sctlr = arrival->sctlr;
    entry->mpidr = arrival->mpidr;
    entry->cntfrq = arrival->cntfrq;
    entry->hcr = arrival->hcr;
}

#endif
