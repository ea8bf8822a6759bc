// SPDX-License-Identifier: Apache-2.0
//
// A call with every register set beforehand and read afterwards. prepared_call.S of each Execution state makes it,
// prepared_call.c says how the core is to look and what has changed.
#ifndef PREPARED_CALL_H
#define PREPARED_CALL_H

#include "prepared_registers.h"

// Offsets in struct prepared_call. WORD is the size of a register, LOADED how many are loaded from memory: all but SP
// and the link register.
#define DURING_X 0
#define DURING_SP (WORD * LOADED)
#define DURING_SCTLR (DURING_SP + WORD)
#define DURING_VBAR (DURING_SP + 2 * WORD)
#define DURING_MASKS (DURING_SP + 3 * WORD)
#define DURING_MODE (DURING_SP + 4 * WORD)
#define AFTER_X (DURING_SP + 5 * WORD)
#define AFTER_LINK (AFTER_X + WORD * LOADED)
#define AFTER_SP (AFTER_LINK + WORD)
#define AFTER_SCTLR (AFTER_LINK + 2 * WORD)
#define AFTER_VBAR (AFTER_LINK + 3 * WORD)
#define AFTER_MASKS (AFTER_LINK + 4 * WORD)
#define AFTER_MODE (AFTER_LINK + 5 * WORD)
#define AFTER_INTERRUPTED (AFTER_LINK + 6 * WORD)
#define OWN_SP (AFTER_LINK + 7 * WORD)

// What a filled register holds; the link register holds FILLING(LINK) in every prepared call.
#define FILLING_HIGH 0xa5c30f96
#define FILLING_LOW 0x5a3c0001 // odd: as stack pointer it is unaligned

#ifndef __ASSEMBLER__

#include "agent.h"
#include "conduit.h"

#define FILLING(n) ((uintptr_t)(((uint64_t)FILLING_HIGH << 32 | FILLING_LOW) + ((uint64_t)(n) << 8)))

struct prepared_call {
    struct {
        uintptr_t x[LOADED];
        uintptr_t sp;
        uintptr_t sctlr;
        uintptr_t vbar;
        uintptr_t masks;
        uintptr_t mode;
    } during;
    struct {
        uintptr_t x[LOADED];
        uintptr_t link;
        uintptr_t sp;
        uintptr_t sctlr;
        uintptr_t vbar;
        uintptr_t masks;
        uintptr_t mode;
        uintptr_t interrupted; // not 0: an interrupt was taken, and has masked the others
    } after;
    uintptr_t own_sp;
};

#define AT(member, offset) _Static_assert(offsetof(struct prepared_call, member) == (offset), #member)
AT(during.x, DURING_X);
AT(during.sp, DURING_SP);
AT(during.sctlr, DURING_SCTLR);
AT(during.vbar, DURING_VBAR);
AT(during.masks, DURING_MASKS);
AT(during.mode, DURING_MODE);
AT(after.x, AFTER_X);
AT(after.link, AFTER_LINK);
AT(after.sp, AFTER_SP);
AT(after.sctlr, AFTER_SCTLR);
AT(after.vbar, AFTER_VBAR);
AT(after.masks, AFTER_MASKS);
AT(after.mode, AFTER_MODE);
AT(after.interrupted, AFTER_INTERRUPTED);
AT(own_sp, OWN_SP);
#undef AT

#pragma GCC visibility push(hidden)
// Makes the call of a step as its flags and its dirt say. What it changed goes into the record.
struct registers make_prepared_call(const struct step *step, struct record *record);

void prepared_hvc_el1(struct prepared_call *call);
void prepared_smc_el1(struct prepared_call *call);
void prepared_hvc_el2(struct prepared_call *call);
void prepared_smc_el2(struct prepared_call *call);
#pragma GCC visibility pop

#endif
#endif
