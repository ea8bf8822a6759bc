// SPDX-License-Identifier: Apache-2.0
//
// Where started cores come in. Every word of the sled is a call of one routine, so the link register tells the exact
// address at which the core entered, even one between two slots.

#include "constants.h"
#include "sysregs.h"

    .section .sled, "ax"
    .balign 2048
    .global entry_sled
entry_sled:
    .rept SLED_SLOTS * SLED_STRIDE / 4
    bl sled_entered
    .endr

    .text
    // Nothing may be lost, and memory may not be touched before SCTLR is known: data could be big-endian.
    // x0..x12 become struct arrival.
sled_entered:
    isb
    sub x4, x30, #4             // address
    mrs x6, CurrentEL
    mrs x7, DAIF
    mrs x8, SPSel
    cmp x6, #(2 << 2)
    b.eq 1f
    mrs x5, cntvct_el0          // stamp
    mrs x9, sctlr_el1
    mov x12, #0                 // no HCR
    load_immediate32 x13, SCTLR_UNCLEAN
    tst x9, x13
    b.eq 2f                     // no write: emulators empty their caches of translated code at each
    clean_sctlr 1, x13
    b 2f
1:  mrs x5, cntpct_el0
    mrs x9, sctlr_el2
    mrs x12, hcr_el2
    load_immediate32 x13, SCTLR_UNCLEAN
    tst x9, x13
    b.eq 2f
    clean_sctlr 2, x13
2:  msr daifset, #0xf
    msr spsel, #1
    mrs x10, mpidr_el1
    mrs x11, cntfrq_el0
    mov x13, x1
    bl install_vectors
    mov x1, x13
    bl take_stack
    stp x0, x1, [sp, #-112]!
    stp x2, x3, [sp, #16]
    stp x4, x5, [sp, #32]
    stp x6, x7, [sp, #48]
    stp x8, x9, [sp, #64]
    stp x10, x11, [sp, #80]
    stp x12, x13, [sp, #96]
    mov x0, sp
    mov x1, x16
    bl core_entered
