// SPDX-License-Identifier: Apache-2.0
//
// A call with every register set beforehand and read afterwards, by a core that may have its MMU on, its interrupts
// unmasked or its data accesses big-endian. Between the two writes of SCTLR no memory is touched.

#include "sysregs.h"
#include "prepared_call.h"

.macro load_filling_x30
    movz x30, #((FILLING_LOW + (30 << 8)) & 0xffff)
    movk x30, #(FILLING_LOW >> 16), lsl #16
    movk x30, #(FILLING_HIGH & 0xffff), lsl #32
    movk x30, #(FILLING_HIGH >> 16), lsl #48
.endm

.macro prepared_call conduit, el
    .global prepared_\conduit\()_el\el
prepared_\conduit\()_el\el:
    stp x19, x20, [sp, #-96]!
    stp x21, x22, [sp, #16]
    stp x23, x24, [sp, #32]
    stp x25, x26, [sp, #48]
    stp x27, x28, [sp, #64]
    stp x29, x30, [sp, #80]
    mov x1, sp
    str x1, [x0, #OWN_SP]
    msr tpidr_el1, x0           // leads back when all registers are lost

    msr contextidr_el1, xzr     // the vectors say there that an interrupt was taken

    ldr x1, [x0, #DURING_VBAR]
    msr vbar_el\el, x1
    ldr x1, [x0, #DURING_SP]
    mov sp, x1
    ldr x30, [x0, #DURING_SCTLR]
    ldr x1, [x0, #DURING_MASKS]
    msr daif, x1
    .irp n, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29
    ldr x\n, [x0, #(DURING_X + 8 * \n)]
    .endr
    ldp x0, x1, [x0, #DURING_X]
    msr sctlr_el\el, x30
    isb
    load_filling_x30

    \conduit #0

    msr tpidr_el0, x30          // x29 and x30 make room
    msr tpidrro_el0, x29
    mrs x30, sctlr_el\el
    clean_sctlr \el, x29
    mrs x29, tpidr_el1
    str x30, [x29, #AFTER_SCTLR]
    mrs x30, DAIF
    msr daifset, #0xf
    str x30, [x29, #AFTER_MASKS]
    mrs x30, contextidr_el1
    str x30, [x29, #AFTER_INTERRUPTED]
    mrs x30, SPSel
    msr spsel, #1
    str x30, [x29, #AFTER_MODE]
    mrs x30, vbar_el\el
    str x30, [x29, #AFTER_VBAR]
    mov x30, sp
    str x30, [x29, #AFTER_SP]
    .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28
    str x\n, [x29, #(AFTER_X + 8 * \n)]
    .endr
    mrs x0, tpidrro_el0
    mrs x1, tpidr_el0
    str x0, [x29, #(AFTER_X + 8 * 29)]
    str x1, [x29, #(AFTER_X + 8 * 30)]

    ldr x0, [x29, #OWN_SP]
    mov sp, x0
    bl install_vectors
    ldp x29, x30, [sp, #80]
    ldp x27, x28, [sp, #64]
    ldp x25, x26, [sp, #48]
    ldp x23, x24, [sp, #32]
    ldp x21, x22, [sp, #16]
    ldp x19, x20, [sp], #96
    ret
.endm

    .text
    prepared_call hvc, 1
    prepared_call smc, 1
    prepared_call hvc, 2
    prepared_call smc, 2
