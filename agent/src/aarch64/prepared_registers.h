// SPDX-License-Identifier: Apache-2.0
//
// The registers of a prepared call. Its masks are DAIF, its mode is SPSel.
#ifndef PREPARED_REGISTERS_H
#define PREPARED_REGISTERS_H

#define WORD 8
#define LOADED 30
#define LINK 30
#define SP_BIT 31          // in the set of changed registers
#define FIRST_PRESERVED 19 // by every version of the calling convention

#define MASKS_ALL 0x3c0

#ifndef __ASSEMBLER__

#include <stdbool.h>

#include "cpu.h"

static inline uintptr_t own_sctlr(void) {
    return exception_level() == 2 ? read_sysreg("sctlr_el2") : read_sysreg("sctlr_el1");
}

// SPSel of a call: no other one can be chosen, whatever the byte order.
static inline uintptr_t mode_of_call(bool big_endian) {
    (void)big_endian;
    return 1;
}

#endif
#endif
