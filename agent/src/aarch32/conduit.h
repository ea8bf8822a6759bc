// SPDX-License-Identifier: Apache-2.0
//
// A call as the SMC Calling Convention has it, by a core that needs no preparation.
#ifndef CONDUIT_H
#define CONDUIT_H

#include "mailbox.h"

// Every version of the convention preserves r4 to r14; what these two hold is not worth relying on it.
#define CALL_CLOBBERS "r12", "lr", "memory"

struct registers {
    uint32_t x[4];
};

// The upper halves of the arguments do not exist here.
static inline __attribute__((always_inline)) struct registers plain_call(enum conduit conduit, const uint64_t *x) {
    register uint32_t r0 __asm__("r0") = (uint32_t)x[0];
    register uint32_t r1 __asm__("r1") = (uint32_t)x[1];
    register uint32_t r2 __asm__("r2") = (uint32_t)x[2];
    register uint32_t r3 __asm__("r3") = (uint32_t)x[3];
    if (conduit == CONDUIT_HVC) {
        __asm__ volatile(".arch_extension virt\n\thvc #0"
                         : "+r"(r0), "+r"(r1), "+r"(r2), "+r"(r3)
                         :
                         : CALL_CLOBBERS);
    } else {
        __asm__ volatile(".arch_extension sec\n\tsmc #0"
                         : "+r"(r0), "+r"(r1), "+r"(r2), "+r"(r3)
                         :
                         : CALL_CLOBBERS);
    }
    return (struct registers){{r0, r1, r2, r3}};
}

#endif
