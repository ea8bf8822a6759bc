// SPDX-License-Identifier: Apache-2.0
//
// Macros for the assembly files.

    .arch_extension virt
    .arch_extension sec

.set CPSR_AIF, 0x1c0
.set CPSR_IF, 0xc0
.set CPSR_T, 0x20
.set CPSR_MODE, 0x1f
.set MODE_SVC, 0x13
.set MODE_HYP, 0x1a

// Those that only hold something for the assembly files: registers of the operating system that nobody else needs.
.macro to_scratch number, reg // 0: TPIDRURW, 1: TPIDRURO, 2: TPIDRPRW, 3: CONTEXTIDR, 4: DFAR
    .if \number < 3
    mcr p15, 0, \reg, c13, c0, \number + 2
    .elseif \number == 3
    mcr p15, 0, \reg, c13, c0, 1
    .else
    mcr p15, 0, \reg, c6, c0, 0
    .endif
.endm

.macro from_scratch number, reg
    .if \number < 3
    mrc p15, 0, \reg, c13, c0, \number + 2
    .elseif \number == 3
    mrc p15, 0, \reg, c13, c0, 1
    .else
    mrc p15, 0, \reg, c6, c0, 0
    .endif
.endm

// The address of a symbol of the image, wherever that lies. The distance stands in the code, which a core with
// big-endian data could not read as data.
.macro load_address reg, symbol
    movw \reg, #:lower16:(\symbol - (900f + 8))
    movt \reg, #:upper16:(\symbol - (900f + 8))
900: add \reg, pc, \reg
.endm

.macro load_immediate32 reg, value
    movw \reg, #((\value) & 0xffff)
    movt \reg, #(((\value) >> 16) & 0xffff)
.endm

// Z is set in Hyp mode. Uses no other register.
.macro compare_with_hyp scratch
    mrs \scratch, cpsr
    and \scratch, \scratch, #CPSR_MODE
    cmp \scratch, #MODE_HYP
.endm

// SCTLR of the mode, 1 for Supervisor and 2 for Hyp mode.
.macro read_sctlr el, reg
    .if \el == 2
    mrc p15, 4, \reg, c1, c0, 0
    .else
    mrc p15, 0, \reg, c1, c0, 0
    .endif
.endm

.macro write_sctlr el, reg
    .if \el == 2
    mcr p15, 4, \reg, c1, c0, 0
    .else
    mcr p15, 0, \reg, c1, c0, 0
    .endif
    isb
.endm

// What the agent does not want of a value of SCTLR: M, A, C, I, V, WXN, UWXN, VE, EE, TE, and in Supervisor mode TRE and
// AFE; in Hyp mode these two are always 1. The rest depends on the core and stays as it is.
.macro clean_bits el, reg
    bic \reg, \reg, #0x00000007
    bic \reg, \reg, #0x00003000
    bic \reg, \reg, #0x00180000
    bic \reg, \reg, #0x03000000
    .if \el == 2
    bic \reg, \reg, #0x40000000
    .else
    bic \reg, \reg, #0x70000000
    .endif
.endm

.macro clean_sctlr el, scratch
    read_sctlr \el, \scratch
    clean_bits \el, \scratch
    write_sctlr \el, \scratch
.endm
