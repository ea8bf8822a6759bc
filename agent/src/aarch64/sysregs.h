// SPDX-License-Identifier: Apache-2.0
//
// Macros for the assembly files.

// SCTLR as the agent wants it: MMU and caches off, little-endian, all RES1 bits set.
.set SCTLR_EL1_CLEAN, 0x30d00800
.set SCTLR_EL2_CLEAN, 0x30c50830

.macro load_immediate32 reg, value
    movz \reg, #((\value) & 0xffff)
    movk \reg, #(((\value) >> 16) & 0xffff), lsl #16
.endm

// M, A, C, I, WXN, EE: what must not be left on.
.set SCTLR_UNCLEAN, 1 << 0 | 1 << 1 | 1 << 2 | 1 << 12 | 1 << 19 | 1 << 25

.macro load_address reg, symbol
    adrp \reg, \symbol
    add \reg, \reg, :lo12:\symbol
.endm

.macro clean_sctlr el, scratch
    load_immediate32 \scratch, SCTLR_EL\el\()_CLEAN
    msr sctlr_el\el, \scratch
    isb
.endm

// Z is set at EL2.
.macro compare_with_el2 scratch
    mrs \scratch, CurrentEL
    cmp \scratch, #(2 << 2)
.endm
