// SPDX-License-Identifier: Apache-2.0
//
// Where cores come in that are to go off at once; see bare.c.

#include "sysregs.h"

#define PSCI_CPU_OFF 0x84000002

.macro off_by conduit
    .global off_by_\conduit
off_by_\conduit:
    str r0, [r0]                // the context id: where to say that the core came in
1:  load_immediate32 r0, PSCI_CPU_OFF
    \conduit #0
    b 1b
.endm

    .text
    .arm
    off_by hvc
    off_by smc
