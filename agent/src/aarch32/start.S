// SPDX-License-Identifier: Apache-2.0
//
// The header of a Linux zImage and the first steps of the boot core.

#include "constants.h"
#include "sysregs.h"

#define ZIMAGE_MAGIC 0x016f2818
#define ZIMAGE_LITTLE_ENDIAN 0x04030201

    .section .head, "ax"
    .arm
    .global image_start
image_start:
    b boot
    .rept 7
    nop
    .endr
    b boot                      // offset 0x20: where older loaders come in
    .word ZIMAGE_MAGIC
    .word 0                     // the address it wants: anywhere
    .word image_end
    .word ZIMAGE_LITTLE_ENDIAN
    .word 0, 0, 0
    .global mailbox_address, mailbox_size
mailbox_address:                // offset 0x40; 0: 2 MiB above the image
    .quad 0
mailbox_size:                   // offset 0x48
    .quad 0x400000
    .global serial_kind, serial_shift, serial_address
serial_kind:                    // offset 0x50; 0: the host shares the mailbox
    .word 0
serial_shift:                   // offset 0x54
    .word 0
serial_address:                 // offset 0x58
    .quad 0

    .text
    .arm
boot:
    mov r10, r2                 // the device tree
    cpsid aif
    setend le
    compare_with_hyp r1
    beq 1f
    clean_sctlr 1, r1
    b 2f
1:  clean_sctlr 2, r1
2:  bl install_vectors

    // A loader may have left lines of this memory in the cache, and a reset leaves old contents.
    load_address r1, bss_start
    load_address r2, bss_end
3:  mcr p15, 0, r1, c7, c14, 1  // DCCIMVAC
    add r1, r1, #16             // the smallest line there is
    cmp r1, r2
    blo 3b
    dsb
    load_address r1, bss_start
    mov r3, #0
    mov r4, #0
4:  stmia r1!, {r3, r4}
    cmp r1, r2
    blo 4b

    load_address r1, stacks
    add sp, r1, #STACK_SIZE     // that of core 0
    mov r0, r10
    bl boot_core

    // Sets SP to the stack of the core that runs, r12 to its number. Uses r8..r12.
    .global take_stack
take_stack:
    mrc p15, 0, r9, c0, c0, 5
    bic r9, r9, #0xff000000     // Aff2..Aff0
    load_address r8, core_mpidr
    load_address r10, core_count
    ldr r10, [r10]
    mov r12, #0
1:  cmp r12, r10
    bhs 2f
    ldr r11, [r8, r12, lsl #3]
    cmp r11, r9
    beq 3f
    add r12, r12, #1
    b 1b
2:  mov r12, #STRANGER
3:  load_address r8, stacks
    add r9, r12, #1
    mov r10, #STACK_SIZE
    mla sp, r9, r10, r8
    bx lr

    // Uses lr and r1 only.
    .global install_vectors
install_vectors:
    compare_with_hyp r1
    load_address r1, vectors
    beq 1f
    mcr p15, 0, r1, c12, c0, 0
    b 2f
1:  mcr p15, 4, r1, c12, c0, 0
2:  isb
    bx lr

    .bss
    .balign 4096
    .global stacks
stacks:                         // one for each core, and one that strangers share
    .skip STACK_SIZE * (STRANGER + 1)
