// SPDX-License-Identifier: Apache-2.0
//
// A spin lock of exclusives. The firmware's memory is device memory, for its MMU is off, and there the architecture
// does not promise that exclusives work; but this firmware is for one emulator only, where they do. A bakery lock would
// need no such promise, but it serves in the order of arrival: when the emulator has more cores than its host, each
// change of hands then waits until the host schedules just that core.

#include "testfw.h"

static uint32_t taken;

static bool try_to_take(uint32_t *word) {
    uint32_t was, refused;
    __asm__ volatile("ldaxr %w0, [%2]\n\t"
                     "stxr %w1, %w3, [%2]"
                     : "=&r"(was), "=&r"(refused)
                     : "r"(word), "r"(1)
                     : "memory");
    return was == 0 && refused == 0;
}

void take(uint32_t *word) {
    while (!try_to_take(word)) {
        yield();
    }
}

void give(uint32_t *word) { __asm__ volatile("stlr %w0, [%1]" : : "r"(0), "r"(word) : "memory"); }

void lock(void) { take(&taken); }

void unlock(void) { give(&taken); }
