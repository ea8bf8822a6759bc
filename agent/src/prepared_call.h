// SPDX-License-Identifier: Apache-2.0
//
// The offsets of struct prepared_call, for prepared_call.S.
#ifndef PREPARED_CALL_H
#define PREPARED_CALL_H

#define DURING_X 0x000 // x0..x29
#define DURING_SP 0x0f0
#define DURING_SCTLR 0x0f8
#define DURING_VBAR 0x100
#define DURING_DAIF 0x108
#define AFTER_X 0x110 // x0..x30
#define AFTER_SP 0x208
#define AFTER_SCTLR 0x210
#define AFTER_VBAR 0x218
#define AFTER_DAIF 0x220
#define AFTER_SPSEL 0x228
#define AFTER_INTERRUPTED 0x230
#define OWN_SP 0x238

// What a filled register holds; x30 holds FILLING(30) in every prepared call.
#define FILLING_HIGH 0xa5c30f96
#define FILLING_LOW 0x5a3c0001 // odd: as stack pointer it is unaligned

#ifndef __ASSEMBLER__

#include <stddef.h>
#include <stdint.h>

#define FILLING(n) (((uint64_t)FILLING_HIGH << 32 | FILLING_LOW) + ((uint64_t)(n) << 8))

// How a core is to look during a call, and how it looked afterwards.
struct prepared_call {
    struct {
        uint64_t x[30];
        uint64_t sp;
        uint64_t sctlr;
        uint64_t vbar;
        uint64_t daif;
    } during;
    struct {
        uint64_t x[31];
        uint64_t sp;
        uint64_t sctlr;
        uint64_t vbar;
        uint64_t daif;
        uint64_t spsel;
        uint64_t interrupted; // not 0: an interrupt was taken, and has masked the others
    } after;
    uint64_t own_sp;
};

#define AT(member, offset) _Static_assert(offsetof(struct prepared_call, member) == (offset), #member)
AT(during.x, DURING_X);
AT(during.sp, DURING_SP);
AT(during.sctlr, DURING_SCTLR);
AT(during.vbar, DURING_VBAR);
AT(during.daif, DURING_DAIF);
AT(after.x, AFTER_X);
AT(after.sp, AFTER_SP);
AT(after.sctlr, AFTER_SCTLR);
AT(after.vbar, AFTER_VBAR);
AT(after.daif, AFTER_DAIF);
AT(after.spsel, AFTER_SPSEL);
AT(after.interrupted, AFTER_INTERRUPTED);
AT(own_sp, OWN_SP);
#undef AT

#pragma GCC visibility push(hidden)
void prepared_hvc_el1(struct prepared_call *call);
void prepared_smc_el1(struct prepared_call *call);
void prepared_hvc_el2(struct prepared_call *call);
void prepared_smc_el2(struct prepared_call *call);
#pragma GCC visibility pop

#endif
#endif
