// SPDX-License-Identifier: Apache-2.0
//
// What stands before Trusted Firmware-A on raspi3b: at address 0, where all cores start at EL3. On the first pass core 0
// hands BL31 what BL2 would hand it. The others, and every core that comes back, wait until BL31 lets them go.

#define HOLD 0x10000008     // a word for each core: 1 lets it go
#define ENTRY 0x10000000    // where to
#define BL31 0x100e0000
#define PAYLOAD 0x11000000
#define PAYLOAD_SPSR 0x3c9  // EL2h, interrupts masked
#define DEBUG_BUILD 0x0f1e2d3c4b5a6978 // a debug build of BL31 asserts on this in x1

    .section .text
    .global _start
_start:
    mrs x9, mpidr_el1
    and x9, x9, #0xff
    adr x10, passed
    ldr w11, [x10]
    orr w12, w11, w9
    cbnz w12, wait
    mov w11, #1
    str w11, [x10]
    dsb sy
    adr x0, parameters
    ldr x1, =DEBUG_BUILD
    mov x2, xzr
    mov x3, xzr
    ldr x4, =BL31
    br x4

wait:
    ldr x13, =HOLD
    add x13, x13, x9, lsl #3
1:  ldr x14, [x13]
    cmp x14, #1
    b.ne 1b
    str xzr, [x13]
    dsb sy
    ldr x14, =ENTRY
    ldr x14, [x14]
    br x14

    .ltorg

// Structures of BL2: header {type, version, size, attributes}, then what the type has.
    .balign 8
passed:
    .word 0, 0
parameters:
    .byte 5, 2
    .hword 16
    .word 0
    .quad node
node:
    .word 5, 0              // BL33
    .quad 0                 // image
    .quad entry_point
    .quad 0                 // next
entry_point:
    .byte 1, 2
    .hword 88
    .word 1                 // Non-secure
    .quad PAYLOAD
    .word PAYLOAD_SPSR, 0
    .fill 8, 8, 0
