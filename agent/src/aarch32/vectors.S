// SPDX-License-Identifier: Apache-2.0
//
// Two equal vector tables: the one in use, and the "elsewhere" of a dirty VBAR. No exception is expected; each one is
// reported and ends the batch, or is the first that a core does; so nothing of the interrupted code has to be kept but r0
// to r3, with which that core came in. Interrupts may come in a prepared
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
    mov r7, #\number
    b keep_exception
    .endr

#define PREFETCH_ABORT 3

    // The exception may come from a call with data big-endian and SP full of junk. r0..r3, r7 and what is read now
    // become struct exception.
keep_exception:
    compare_with_hyp r4
    beq 1f
    mov r5, lr
    mrs r8, spsr
    cmp r7, #PREFETCH_ABORT
    mrceq p15, 0, r4, c5, c0, 1 // IFSR
    mrceq p15, 0, r6, c6, c0, 2 // IFAR
    mrcne p15, 0, r4, c5, c0, 0 // DFSR
    mrcne p15, 0, r6, c6, c0, 0 // DFAR
    read_sctlr 1, r9
    cps #MODE_SVC
    clean_sctlr 1, r10
    b 2f
1:  mrs r5, elr_hyp
    mrs r8, spsr
    mrc p15, 4, r4, c5, c2, 0   // HSR
    cmp r7, #PREFETCH_ABORT
    mrceq p15, 4, r6, c6, c0, 2 // HIFAR
    mrcne p15, 4, r6, c6, c0, 0 // HDFAR
    read_sctlr 2, r9
    clean_sctlr 2, r10
2:  cpsid aif
    setend le
    to_scratch 0, r8
    to_scratch 1, r9
    to_scratch 2, r1
    bl install_vectors
    from_scratch 2, r1
    bl take_stack
    from_scratch 0, r8
    from_scratch 1, r9
    sub sp, sp, #40
    stmia sp, {r0-r3, r7}
    str r4, [sp, #20]
    str r5, [sp, #24]
    str r6, [sp, #28]
    str r8, [sp, #32]
    str r9, [sp, #36]
    mov r0, sp
    mov r1, r12
    bl exception_taken
