// SPDX-License-Identifier: Apache-2.0
//
// Where started cores come in, in A32 or in T32. A slot has four words. In A32 each of the first three notes in a
// register of its own where it is, and the fourth calls one routine; so what is in these registers and in the link
// register tells the exact address at which the core entered, even one between two slots.
//
// In T32 the lower half of each of the first three words is an instruction that does no harm, and the upper half a
// branch to the same place in a row of calls behind the slots. So there the link register tells the word.
//
//           A32                             T32
//   word 0  sub r10, pc, #0                 adr r7, .+4    b.n  T32_DISTANCE further on
//   word 1  sub r11, pc, #0                 nop            b.n  the same
//   word 2  sub r4, pc, #WORD_2_DISTANCE    mov r11, pc    b.n  the same
//   word 3  bl sled_entered_a32             (whatever that may mean)

#include "constants.h"
#include "sysregs.h"

#define WORD_2_DISTANCE 0x0fb00000
#define T32_DISTANCE 0x4a4

    .section .sled, "ax"
    .balign 2048
    .arm
    .global entry_sled
entry_sled:
    .rept SLED_SLOTS * SLED_STRIDE / 16
    .inst 0xe24fa700
    .inst 0xe24fbf00
    .inst 0xe24f46fb
    bl sled_entered_a32
    .endr

    .org entry_sled + T32_DISTANCE
    .thumb
    .rept SLED_SLOTS * SLED_STRIDE / 4
    bl sled_entered_t32
    .endr

    .text
    .thumb
    .thumb_func
    .balign 4
sled_entered_t32:
    subw r5, lr, #(T32_DISTANCE + 5) // the link register points behind the call, and has the bit for T32
    bx pc                       // to A32, two instructions on; this one has to be aligned
    nop
    .arm
    mrs r6, cpsr
    orr r6, r6, #CPSR_T         // MRS reads it as 0
    b sled_entered

    // A core that came in at a word has executed all that follow in its slot.
sled_entered_a32:
    sub r5, lr, #4
    add r4, r4, #WORD_2_DISTANCE
    cmp r4, lr
    subeq r5, lr, #8
    sub r6, lr, #4
    cmpeq r11, r6
    subeq r5, lr, #12
    sub r6, lr, #8
    cmpeq r10, r6
    subeq r5, lr, #16
    mrs r6, cpsr

    // Memory may not be touched before SCTLR and CPSR.E are known: data could be big-endian.
    // r0..r3, r5 (address), r6 (CPSR) and what is read now become struct arrival.
sled_entered:
    isb
    and r7, r6, #CPSR_MODE
    cmp r7, #MODE_HYP
    beq 1f
    mrrc p15, 1, r8, r9, c14    // stamp: CNTVCT
    read_sctlr 1, r7
    mov r4, r7
    clean_bits 1, r4
    cps #MODE_SVC
    cmp r4, r7
    beq 2f                      // no write: emulators empty their caches of translated code at each
    write_sctlr 1, r4
    b 2f
1:  mrrc p15, 0, r8, r9, c14    // CNTPCT
    read_sctlr 2, r7
    mov r4, r7
    clean_bits 2, r4
    cmp r4, r7
    beq 2f
    write_sctlr 2, r4
2:  cpsid aif
    setend le
    to_scratch 0, r8
    to_scratch 1, r9
    mov r4, r1
    bl install_vectors
    mov r1, r4
    bl take_stack
    sub sp, sp, #48
    stmia sp, {r0-r3, r5, r6}
    from_scratch 0, r8
    from_scratch 1, r9
    str r8, [sp, #24]
    str r9, [sp, #28]
    str r7, [sp, #32]
    mrc p15, 0, r4, c0, c0, 5   // MPIDR
    str r4, [sp, #36]
    mrc p15, 0, r4, c14, c0, 0  // CNTFRQ
    str r4, [sp, #40]
    mov r4, #0
    compare_with_hyp r5
    bne 3f
    mrc p15, 4, r4, c1, c1, 0   // HCR
3:  str r4, [sp, #44]
    mov r0, sp
    mov r1, r12
    bl core_entered
