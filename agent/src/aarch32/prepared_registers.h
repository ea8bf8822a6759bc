// SPDX-License-Identifier: Apache-2.0
//
// The registers of a prepared call. Its masks are the bits A, I and F of CPSR, its mode is what else of CPSR is kept.
#ifndef PREPARED_REGISTERS_H
#define PREPARED_REGISTERS_H

#define WORD 4
#define LOADED 13
#define LINK 14
#define SP_BIT 13         // in the set of changed registers
#define FIRST_PRESERVED 4 // by every version of the calling convention

#define MASKS_ALL 0x1c0
#define CPSR_E 0x200

#ifndef __ASSEMBLER__

#include <stdbool.h>

#include "cpu.h"

static inline uintptr_t own_sctlr(void) { return exception_level() == 2 ? read_sysreg(HSCTLR) : read_sysreg(SCTLR); }

// The byte order of data is that of CPSR; SCTLR.EE is only what exceptions set it to.
static inline uintptr_t mode_of_call(bool big_endian) { return current_mode() | (big_endian ? CPSR_E : 0); }

#endif
#endif
