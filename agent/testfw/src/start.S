// SPDX-License-Identifier: Apache-2.0
//
// Address 0: the words that the host may patch, and the first steps of every core after reset. Nothing is known then
// but the number of the core; RAM may hold what was there before a reset.

#include "constants.h"
#include "macros.S"

    .section .head, "ax"
    .global reset
reset:
    b first_steps
    .balign 4
    .skip 0x38 - (. - reset)
    .ascii "PSCITFW\0"
    .global parameters
parameters:                     // struct parameters; offset 0x40
    .quad 0                     // bugs that are on
    .quad 0x40400000            // payload
    .word 0x00010001            // PSCI version
    .word 0                     // format of power_state
    .word 0                     // downgrade
    .word 0                     // OS-initiated mode is offered
    .word 0                     // liberties
    .word 0

    .text
first_steps:
    msr daifset, #0xf
    mov_immediate x1, SCTLR_EL3_CLEAN
    msr sctlr_el3, x1
    mov_immediate x1, SCR_EL3_VALUE
    msr scr_el3, x1
    msr cptr_el3, xzr           // floating point is the payload's, and not trapped
    msr mdcr_el3, xzr
    adr x1, vectors
    msr vbar_el3, x1
    isb

    mrs x0, mpidr_el1
    and x0, x0, #0xff           // on this machine Aff0 is the number of the core
    cmp x0, #MAX_CORES
    b.hs 1f
    load_stack x0, x1
    b cold_boot

1:  wfi                         // one core too many: not there as far as the payload can tell
    b 1b
