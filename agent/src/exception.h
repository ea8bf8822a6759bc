// SPDX-License-Identifier: Apache-2.0
//
// An exception that a core has taken, as vectors.S stores it.
#ifndef EXCEPTION_H
#define EXCEPTION_H

#include <stdint.h>

struct exception {
    uintptr_t x[4]; // as the core had them
    uintptr_t vector;
    uintptr_t esr;
    uintptr_t elr;
    uintptr_t far;
    uintptr_t spsr;
    uintptr_t sctlr;
};

_Static_assert(sizeof(struct exception) == 10 * sizeof(uintptr_t), "the stack frame of vectors.S");

#endif
