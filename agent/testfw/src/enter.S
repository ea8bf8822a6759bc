// SPDX-License-Identifier: Apache-2.0
//
// The last steps before a core runs the payload.

#include "constants.h"
#include "macros.S"

    .text
    // _Noreturn void leave_for_payload(uint64_t entry, uint64_t context, uint64_t spsr)
    // Every register but x0 gets junk that names it, so that nothing that was in it before can be of use.
    .global leave_for_payload
leave_for_payload:
    msr elr_el3, x0
    msr spsr_el3, x2
    mrs x2, mpidr_el1
    and x2, x2, #0xff
    load_stack x2, x3
    mov x0, x1

    movz x1, #0xbad0, lsl #48
    movk x1, #0xbad0, lsl #16
    .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
    dup v\n\().2d, x1
    .endr
    .irp n, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
    dup v\n\().2d, x1
    .endr
    .irp n, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30
    add x\n, x1, #\n
    .endr
    add x1, x1, #1
    eret

    .section .stacks, "aw", %nobits
    .balign 16
    .global stacks
stacks:
    .skip MAX_CORES << STACK_SHIFT
