// SPDX-License-Identifier: Apache-2.0
//
// Macros of the assembly files.

.macro mov_immediate reg, value
    movz \reg, #((\value) & 0xffff)
    movk \reg, #(((\value) >> 16) & 0xffff), lsl #16
.endm

.macro load_address reg, symbol
    adrp \reg, \symbol
    add \reg, \reg, :lo12:\symbol
.endm

// SP = the upper end of the stack of a core; "number" is destroyed.
.macro load_stack number, scratch
    add \number, \number, #1
    lsl \number, \number, #STACK_SHIFT
    load_address \scratch, stacks
    add \number, \number, \scratch
    mov sp, \number
.endm
