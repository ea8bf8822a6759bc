// SPDX-License-Identifier: Apache-2.0
//
// Two equal vector tables: the one in use, and the "elsewhere" of a dirty VBAR. No exception is expected; each one is
// reported and ends the batch, or is the first that a core does; so nothing of the interrupted code has to be kept but x0
// to x3, with which that core came in. Interrupts may come in a prepared
// call: they stay pending, masked for the rest of it.

#include "sysregs.h"

#define SPSR_IF 0xc0

.macro vector_table name
    .balign 2048
    .global \name
\name:
    .set number, 0
    .rept 16
    .balign 128
    .if (number & 3) == 1 || (number & 3) == 2
    b interrupt_taken
    .else
    mov x22, #number
    b keep_exception
    .endif
    .set number, number + 1
    .endr
.endm

    .section .vectors, "ax"
    vector_table vectors
    vector_table other_vectors

    .text
    // SP may hold junk and data may be big-endian: no memory is touched.
interrupt_taken:
    msr far_el1, x0
    mrs x0, CurrentEL
    tbnz x0, #3, 1f             // EL2
    mrs x0, spsr_el1
    orr x0, x0, #SPSR_IF
    msr spsr_el1, x0
    b 2f
1:  mrs x0, spsr_el2
    orr x0, x0, #SPSR_IF
    msr spsr_el2, x0
2:  msr contextidr_el1, x0      // not 0: a prepared call looks at it
    mrs x0, far_el1
    eret

    // The exception may come from a call with SCTLR.EE set and SP full of junk. x0..x3 and x22..x27 become struct
    // exception.
keep_exception:
    compare_with_el2 x17
    b.eq 1f
    mrs x23, esr_el1
    mrs x24, elr_el1
    mrs x25, far_el1
    mrs x26, spsr_el1
    mrs x27, sctlr_el1
    clean_sctlr 1, x17
    b 2f
1:  mrs x23, esr_el2
    mrs x24, elr_el2
    mrs x25, far_el2
    mrs x26, spsr_el2
    mrs x27, sctlr_el2
    clean_sctlr 2, x17
2:  mov x28, x1
    bl install_vectors
    bl take_stack               // an exception has set SPSel and masked DAIF
    stp x0, x28, [sp, #-80]!
    stp x2, x3, [sp, #16]
    stp x22, x23, [sp, #32]
    stp x24, x25, [sp, #48]
    stp x26, x27, [sp, #64]
    mov x0, sp
    mov x1, x16
    bl exception_taken
