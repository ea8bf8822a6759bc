// SPDX-License-Identifier: Apache-2.0
//
// A core at its first instruction, as entry_sled.S stores it, or as it can be told from an exception.
#ifndef ARRIVAL_H
#define ARRIVAL_H

#include "agent.h"

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

#define ENTRY_T32 1 // the bit of an entry point that asks for T32

#define UNDEFINED_INSTRUCTION 1
#define PREFETCH_ABORT 3
#define DATA_ABORT 4

#define CPSR_T 0x20u

static inline bool is_synchronous(const struct exception *exception) {
    return exception->vector >= UNDEFINED_INSTRUCTION && exception->vector <= DATA_ABORT;
}

// Whether there was no instruction at all.
static inline bool is_fetch_fault(const struct exception *exception) { return exception->vector == PREFETCH_ABORT; }

// Of the instruction that did not run. Outside of Hyp mode the link register is behind it, by how much depends.
static inline uintptr_t faulting_address(const struct exception *exception) {
    if (current_mode() == MODE_HYP) {
        return exception->elr;
    }
    switch (exception->vector) {
    case UNDEFINED_INSTRUCTION:
        return exception->elr - (exception->spsr & CPSR_T ? 2 : 4);
    case PREFETCH_ABORT:
        return exception->elr - 4;
    case DATA_ABORT:
        return exception->elr - 8;
    default:
        return exception->elr;
    }
}

// CPSR as it was is in SPSR, with the bit for T32.
static inline struct arrival arrival_by(const struct exception *exception) {
    return (struct arrival){
        .x = {exception->x[0], exception->x[1], exception->x[2], exception->x[3]},
        .address = faulting_address(exception),
        .cpsr = exception->spsr,
        .stamp = stamp(),
        .sctlr = exception->sctlr,
        .mpidr = read_sysreg(MPIDR),
        .cntfrq = read_sysreg(CNTFRQ),
        .hcr = exception_level() == 2 ? read_sysreg(HCR) : 0,
    };
}

#endif
