// SPDX-License-Identifier: Apache-2.0
//
// Where cores come in that are to go off at once; see bare.c.

#define PSCI_CPU_OFF_HIGH 0x8400
#define PSCI_CPU_OFF_LOW 2

.macro off_by conduit
    .global off_by_\conduit
off_by_\conduit:
    str x0, [x0]                // the context id: where to say that the core came in
1:  movz w0, #PSCI_CPU_OFF_LOW
    movk w0, #PSCI_CPU_OFF_HIGH, lsl #16
    \conduit #0
    b 1b
.endm

    .text
    off_by hvc
    off_by smc
