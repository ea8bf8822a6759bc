// SPDX-License-Identifier: Apache-2.0
//
// The compiler may call this wherever something large is initialised, also without a C library.

#include <stddef.h>

void *memset(void *to, int byte, size_t size) {
    for (char *next = to; size > 0; size--) {
        *next++ = (char)byte;
    }
    return to;
}
