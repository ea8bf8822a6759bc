// SPDX-License-Identifier: Apache-2.0
//
// What translation tables need of the Execution state: the long-descriptor format, for 32 bits of address.
#ifndef TRANSLATION_H
#define TRANSLATION_H

#include "agent.h"

#define AP1_RES1_AT_EL2 (1ull << 6)
#define XN (1ull << 54)
#define PXN (1ull << 53)

#define MAIR0 "p15, 0, %0, c10, c2, 0"
#define TTBCR "p15, 0, %0, c2, c0, 2"
#define TTBR0 "p15, 0, %Q0, %R0, c2"
#define TLBIALL "p15, 0, %0, c8, c7, 0"
#define HMAIR0 "p15, 4, %0, c10, c2, 0"
#define HTCR "p15, 4, %0, c2, c0, 2"
#define HTTBR "p15, 4, %Q0, %R0, c2"
#define TLBIALLH "p15, 4, %0, c8, c7, 0"

#define ATTRIBUTES 0xff00u // attribute 0: strongly ordered, 1: normal write-back

#define TCR_WRITE_BACK (1u << 8 | 1u << 10)
#define TCR_INNER_SHAREABLE (3u << 12)
#define TTBCR_EPD1 (1u << 23)
#define TTBCR_EAE (1u << 31)
#define HTCR_RES1 (1u << 31 | 1u << 23)

// XN holds at EL1, too: there is no other bit for EL0.
static inline uint64_t device_rights(void) { return exception_level() == 2 ? XN | AP1_RES1_AT_EL2 : XN | PXN; }

static inline uint64_t image_rights(void) { return exception_level() == 2 ? AP1_RES1_AT_EL2 : 0; }

// The MMU will use this table as soon as it is on.
static inline void translate_by(uint64_t table) {
    uint32_t tcr = TCR_WRITE_BACK | TCR_INNER_SHAREABLE;
    if (exception_level() == 2) {
        write_sysreg(HMAIR0, ATTRIBUTES);
        write_sysreg(HTCR, tcr | HTCR_RES1);
        write_sysreg64(HTTBR, table);
        isb();
        write_sysreg(TLBIALLH, 0);
    } else {
        write_sysreg(MAIR0, ATTRIBUTES);
        write_sysreg(TTBCR, tcr | TTBCR_EAE | TTBCR_EPD1);
        write_sysreg64(TTBR0, table);
        isb();
        write_sysreg(TLBIALL, 0);
    }
    full_barrier();
    isb();
}

#endif
