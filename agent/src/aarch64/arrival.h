// SPDX-License-Identifier: Apache-2.0
//
// A core at its first instruction, as entry_sled.S stores it, or as it can be told from an exception.
#ifndef ARRIVAL_H
#define ARRIVAL_H

#include "agent.h"

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

#define ENTRY_T32 0 // there is no such bit in an entry point

#define ESR_EC_SHIFT 26
#define EC_INSTRUCTION_ABORT_LOWER_EL 0x20
#define EC_INSTRUCTION_ABORT 0x21
#define EC_PC_ALIGNMENT 0x22

#define SPSR_EL 0xcu // as in CurrentEL
#define SPSR_DAIF 0x3c0u
#define SPSR_SPSEL 1u

static inline bool is_synchronous(const struct exception *exception) { return (exception->vector & 3) == 0; }

// Whether there was no instruction at all.
static inline bool is_fetch_fault(const struct exception *exception) {
    unsigned class = exception->esr >> ESR_EC_SHIFT & 0x3f;
    return class == EC_INSTRUCTION_ABORT || class == EC_INSTRUCTION_ABORT_LOWER_EL || class == EC_PC_ALIGNMENT;
}

// Of the instruction that did not run.
static inline uintptr_t faulting_address(const struct exception *exception) { return exception->elr; }

// What the exception has changed is in SPSR; it leaves SCTLR alone.
static inline struct arrival arrival_by(const struct exception *exception) {
    return (struct arrival){
        .x = {exception->x[0], exception->x[1], exception->x[2], exception->x[3]},
        .address = exception->elr,
        .stamp = stamp(),
        .current_el = exception->spsr & SPSR_EL,
        .daif = exception->spsr & SPSR_DAIF,
        .spsel = exception->spsr & SPSR_SPSEL,
        .sctlr = exception->sctlr,
        .mpidr = read_sysreg(MPIDR),
        .cntfrq = read_sysreg(CNTFRQ),
        .hcr = exception_level() == 2 ? read_sysreg(HCR) : 0,
    };
}

#endif
