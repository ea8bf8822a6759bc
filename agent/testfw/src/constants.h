// SPDX-License-Identifier: Apache-2.0
//
// Numbers that C and assembly share.
#ifndef CONSTANTS_H
#define CONSTANTS_H

#define MAX_CORES 8
#define STACK_SHIFT 11 // 2 KiB for each core

#define SCTLR_EL3_CLEAN 0x30c50830 // RES1 bits; MMU and caches off, little-endian

// NS, FIQ to EL3, RES1, HCE, RW. FIQs below EL3 are Group 0 interrupts, and these are the firmware's own; with this bit
// the payload cannot touch them either. IRQs stay with the payload.
#define SCR_EL3_VALUE (1 << 0 | 1 << 2 | 3 << 4 | 1 << 8 | 1 << 10)

#define SPSR_EL2H_MASKED 0x3c9 // AArch64, EL2h, D, A, I and F set

#endif
