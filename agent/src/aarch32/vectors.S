// SPDX-License-Identifier: Apache-2.0
//
// Two equal vector tables: the one in use, and the "elsewhere" of a dirty VBAR. No exception is expected; each one is
// reported and ends the batch, so nothing of the interrupted code has to be kept. Interrupts may come in a prepared
// call: they stay pending, masked for the rest of it.

#include "sysregs.h"

.macro vector_table name
    .balign 32
    .global \name
\name:
    .irp number, 0, 1, 2, 3, 4, 5
    b exception_\number
    .endr
    b interrupt_taken
    b interrupt_taken
.endm

    .section .vectors, "ax"
    .arm
    vector_table vectors
    vector_table other_vectors

    .text
    .arm
    // SP may hold junk and data may be big-endian: no memory is touched. All registers are those of the call, but for
    // the link register outside of Hyp mode.
interrupt_taken:
    to_scratch 4, r0
    compare_with_hyp r0
    mrs r0, spsr
    orr r0, r0, #CPSR_IF
    msr spsr_c, r0
    to_scratch 3, r0            // not 0: a prepared call looks at it
    from_scratch 4, r0
    beq 1f
    subs pc, lr, #4
1:  eret

    .irp number, 0, 1, 2, 3, 4, 5
exception_\number:
    mov r0, #\number
    b exception_taken
    .endr

#define PREFETCH_ABORT 3

    // The exception may come from a call with data big-endian and SP full of junk.
exception_taken:
    compare_with_hyp r1
    beq 1f
    mov r3, lr
    mrs r5, spsr
    cmp r0, #PREFETCH_ABORT
    mrceq p15, 0, r2, c5, c0, 1 // IFSR
    mrceq p15, 0, r4, c6, c0, 2 // IFAR
    mrcne p15, 0, r2, c5, c0, 0 // DFSR
    mrcne p15, 0, r4, c6, c0, 0 // DFAR
    read_sctlr 1, r6
    cps #MODE_SVC
    clean_sctlr 1, r1
    b 2f
1:  mrs r3, elr_hyp
    mrs r5, spsr
    mrc p15, 4, r2, c5, c2, 0   // HSR
    cmp r0, #PREFETCH_ABORT
    mrceq p15, 4, r4, c6, c0, 2 // HIFAR
    mrcne p15, 4, r4, c6, c0, 0 // HDFAR
    read_sctlr 2, r6
    clean_sctlr 2, r1
2:  cpsid aif
    setend le
    bl take_stack
    sub sp, sp, #16
    stmia sp, {r4-r6}
    mov r1, r0
    mov r0, r12
    bl core_crashed
