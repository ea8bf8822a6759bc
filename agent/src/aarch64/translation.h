// SPDX-License-Identifier: Apache-2.0
//
// What translation tables need of the Execution state.
#ifndef TRANSLATION_H
#define TRANSLATION_H

#include "agent.h"

#define AP1_RES1_AT_EL2 (1ull << 6)
#define XN_OR_UXN (1ull << 54)
#define PXN (1ull << 53)

#define MAIR 0xff00ull // attribute 0: device nGnRnE, 1: normal write-back

#define TCR_T0SZ_39_BITS 25ull
#define TCR_WRITE_BACK (1ull << 8 | 1ull << 10)
#define TCR_INNER_SHAREABLE (3ull << 12)
#define TCR_EL1_EPD1 (1ull << 23)
#define TCR_EL1_IPS_SHIFT 32
#define TCR_EL2_RES1 (1ull << 31 | 1ull << 23)
#define TCR_EL2_PS_SHIFT 16
#define PA_RANGE_48_BITS 5

static inline uint64_t device_rights(void) {
    return exception_level() == 2 ? XN_OR_UXN | AP1_RES1_AT_EL2 : XN_OR_UXN | PXN;
}

static inline uint64_t image_rights(void) { return exception_level() == 2 ? AP1_RES1_AT_EL2 : XN_OR_UXN; }

static inline uint64_t pa_range(void) {
    uint64_t range = read_sysreg("id_aa64mmfr0_el1") & 0xf;
    return range < PA_RANGE_48_BITS ? range : PA_RANGE_48_BITS;
}

// The MMU will use this table as soon as it is on.
static inline void translate_by(uint64_t table) {
    uint64_t tcr = TCR_T0SZ_39_BITS | TCR_WRITE_BACK | TCR_INNER_SHAREABLE;
    if (exception_level() == 2) {
        write_sysreg("mair_el2", MAIR);
        write_sysreg("tcr_el2", tcr | TCR_EL2_RES1 | pa_range() << TCR_EL2_PS_SHIFT);
        write_sysreg("ttbr0_el2", table);
        isb();
        __asm__ volatile("tlbi alle2; dsb nsh; isb" : : : "memory");
    } else {
        write_sysreg("mair_el1", MAIR);
        write_sysreg("tcr_el1", tcr | TCR_EL1_EPD1 | pa_range() << TCR_EL1_IPS_SHIFT);
        write_sysreg("ttbr0_el1", table);
        isb();
        __asm__ volatile("tlbi vmalle1; dsb nsh; isb" : : : "memory");
    }
}

#endif
