// SPDX-License-Identifier: Apache-2.0
//
// A call with every register set beforehand and read afterwards, by a core that may have its MMU on, its interrupts
// unmasked or its data accesses big-endian. While SCTLR and CPSR are those of the call no memory is touched.

#include "sysregs.h"
#include "prepared_call.h"

.macro prepared_call conduit, el
    .global prepared_\conduit\()_el\el
prepared_\conduit\()_el\el:
    stmdb sp!, {r4-r11, lr}
    str sp, [r0, #OWN_SP]
    to_scratch 2, r0            // leads back when all registers are lost

    mov r1, #0
    to_scratch 3, r1            // the vectors say there that an interrupt was taken

    ldr r1, [r0, #DURING_VBAR]
    .if \el == 2
    mcr p15, 4, r1, c12, c0, 0
    .else
    mcr p15, 0, r1, c12, c0, 0
    .endif
    ldr r1, [r0, #DURING_MASKS]
    ldr r2, [r0, #DURING_MODE]
    orr r1, r1, r2
    to_scratch 0, r1
    ldr lr, [r0, #DURING_SCTLR]
    ldr sp, [r0, #DURING_SP]
    ldmia r0, {r0-r12}          // DURING_X is 0
    write_sctlr \el, lr
    from_scratch 0, lr
    msr cpsr_xc, lr
    load_immediate32 lr, (FILLING_LOW + (LINK << 8))

    \conduit #0

    to_scratch 0, lr
    mrs lr, cpsr
    to_scratch 1, lr
    .if \el == 2
    cpsid aif
    .else
    cpsid aif, #MODE_SVC
    .endif
    setend le
    read_sctlr \el, lr
    to_scratch 4, lr
    clean_bits \el, lr
    write_sctlr \el, lr

    from_scratch 2, lr
    add lr, lr, #AFTER_X
    stmia lr, {r0-r12}
    sub r0, lr, #AFTER_X
    str sp, [r0, #AFTER_SP]
    from_scratch 0, r1
    str r1, [r0, #AFTER_LINK]
    from_scratch 1, r1
    and r2, r1, #MASKS_ALL
    str r2, [r0, #AFTER_MASKS]
    and r2, r1, #CPSR_MODE
    and r1, r1, #CPSR_E
    orr r1, r1, r2
    str r1, [r0, #AFTER_MODE]
    from_scratch 4, r1
    str r1, [r0, #AFTER_SCTLR]
    from_scratch 3, r1
    str r1, [r0, #AFTER_INTERRUPTED]
    .if \el == 2
    mrc p15, 4, r1, c12, c0, 0
    .else
    mrc p15, 0, r1, c12, c0, 0
    .endif
    str r1, [r0, #AFTER_VBAR]

    ldr sp, [r0, #OWN_SP]
    bl install_vectors
    ldmia sp!, {r4-r11, pc}
.endm

    .text
    .arm
    prepared_call hvc, 1
    prepared_call smc, 1
    prepared_call hvc, 2
    prepared_call smc, 2
