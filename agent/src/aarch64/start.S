// SPDX-License-Identifier: Apache-2.0
//
// The Linux Image header and the first steps of the boot core.

#include "constants.h"
#include "sysregs.h"

#define IMAGE_FLAGS 0xa // little-endian, 4 KiB pages, anywhere in memory

    .section .head, "ax"
    .global image_start
image_start:
    b boot
    .word 0
    .quad 0                     // text offset
    .quad image_size
    .quad IMAGE_FLAGS
    .quad 0, 0, 0
    .ascii "ARM\x64"
    .word 0
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
boot:
    mov x22, x0                 // the device tree
    msr daifset, #0xf
    msr spsel, #1
    compare_with_el2 x1
    b.eq 1f
    clean_sctlr 1, x1
    b 2f
1:  clean_sctlr 2, x1
2:  bl install_vectors

    // A loader may have left lines of this memory in the cache, and a reset leaves old contents.
    load_address x1, bss_start
    load_address x2, bss_end
3:  dc civac, x1
    add x1, x1, #16             // the smallest line there is
    cmp x1, x2
    b.lo 3b
    dsb sy
    load_address x1, bss_start
4:  stp xzr, xzr, [x1], #16
    cmp x1, x2
    b.lo 4b

    load_address x1, stacks
    add x1, x1, #STACK_SIZE     // that of core 0
    mov sp, x1
    mov x0, x22
    bl boot_core

    // Sets SP to the stack of the core that runs, x16 to its number. Uses x16..x21.
    .global take_stack
take_stack:
    mrs x17, mpidr_el1
    movz x18, #0xffff           // Aff3 and Aff2..Aff0
    movk x18, #0x00ff, lsl #16
    movk x18, #0x00ff, lsl #32
    and x17, x17, x18
    load_address x18, core_mpidr
    adrp x19, core_count
    ldr w19, [x19, #:lo12:core_count]
    mov x16, #0
1:  cmp x16, x19
    b.hs 2f
    ldr x20, [x18, x16, lsl #3]
    cmp x20, x17
    b.eq 3f
    add x16, x16, #1
    b 1b
2:  mov x16, #STRANGER
3:  load_address x18, stacks
    add x19, x16, #1
    mov x20, #STACK_SIZE
    madd x18, x19, x20, x18
    mov sp, x18
    ret

    // Uses x30 and x1 only.
    .global install_vectors
install_vectors:
    compare_with_el2 x1
    load_address x1, vectors
    b.eq 1f
    msr vbar_el1, x1
    b 2f
1:  msr vbar_el2, x1
2:  isb
    ret

    .bss
    .balign 4096
    .global stacks
stacks:                         // one for each core, and one that strangers share
    .skip STACK_SIZE * (STRANGER + 1)
