// SPDX-License-Identifier: Apache-2.0
//
// A call as the SMC Calling Convention has it, by a core that needs no preparation.
#ifndef CONDUIT_H
#define CONDUIT_H

#include "mailbox.h"

// Registers beyond x3 that a call may use up, by the oldest version of the convention.
#define CALL_CLOBBERS                                                                                                  \
    "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17", "memory"

struct registers {
    uint64_t x[4];
};

static inline struct registers plain_call(enum conduit conduit, const uint64_t *x) {
    register uint64_t x0 __asm__("x0") = x[0];
    register uint64_t x1 __asm__("x1") = x[1];
    register uint64_t x2 __asm__("x2") = x[2];
    register uint64_t x3 __asm__("x3") = x[3];
    if (conduit == CONDUIT_HVC) {
        __asm__ volatile("hvc #0" : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3) : : CALL_CLOBBERS);
    } else {
        __asm__ volatile("smc #0" : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3) : : CALL_CLOBBERS);
    }
    return (struct registers){{x0, x1, x2, x3}};
}

#endif
