// SPDX-License-Identifier: Apache-2.0
//
// Exceptions: calls (SMC) and Group 0 interrupts of the payload. All general registers of the payload are saved in a
// struct frame; the handler may change x0 in it. What the firmware itself never touches needs no saving.

#include "constants.h"
#include "macros.S"

#define FRAME_SIZE 256

    // One of the 16 places. Of the exceptions that are not expected, a message tells which one it was.
.macro vector handler
    .balign 128
    sub sp, sp, #FRAME_SIZE
    stp x0, x1, [sp]
    mov x1, #number
    b \handler
    .set number, number + 1
.endm

    .section .vectors, "ax"
    .balign 2048
    .global vectors
vectors:
    .set number, 0
    .rept 8                     // from EL3
    vector not_expected
    .endr
    vector save_and_call        // from below, AArch64: synchronous, IRQ, FIQ, SError
    vector not_expected
    vector save_and_take
    vector not_expected
    vector save_and_call        // from below, AArch32
    vector not_expected
    vector save_and_take
    vector not_expected

.macro each_of_x2_to_x30 instruction
    .irp n, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30
    \instruction x\n, [sp, #8 * \n]
    .endr
.endm

.macro save_rest
    each_of_x2_to_x30 str
    mov x0, sp
.endm

    .text
save_and_call:
    save_rest
    bl call_taken
    b restore

save_and_take:
    save_rest
    bl interrupt_taken

restore:
    each_of_x2_to_x30 ldr
    ldp x0, x1, [sp]
    add sp, sp, #FRAME_SIZE
    eret

not_expected:
    mov x0, x1
    b fatal
