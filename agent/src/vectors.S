// SPDX-License-Identifier: Apache-2.0
//
// Two equal vector tables: the one in use, and the "elsewhere" of a dirty VBAR. No exception is expected; each one is
// reported and ends the batch, so nothing of the interrupted code has to be kept.

#include "sysregs.h"

.macro vector_table name
    .balign 2048
    .global \name
\name:
    .set number, 0
    .rept 16
    .balign 128
    mov x0, #number
    b exception_taken
    .set number, number + 1
    .endr
.endm

    .section .vectors, "ax"
    vector_table vectors
    vector_table other_vectors

    .text
    // The exception may come from a call with SCTLR.EE set and SP full of junk.
exception_taken:
    mov x22, x0
    compare_with_el2 x1
    b.eq 1f
    mrs x23, esr_el1
    mrs x24, elr_el1
    mrs x25, far_el1
    mrs x26, spsr_el1
    mrs x27, sctlr_el1
    clean_sctlr 1, x1
    b 2f
1:  mrs x23, esr_el2
    mrs x24, elr_el2
    mrs x25, far_el2
    mrs x26, spsr_el2
    mrs x27, sctlr_el2
    clean_sctlr 2, x1
2:  bl take_stack               // an exception has set SPSel and masked DAIF
    mov x0, x16
    mov x1, x22
    mov x2, x23
    mov x3, x24
    mov x4, x25
    mov x5, x26
    mov x6, x27
    bl core_crashed
