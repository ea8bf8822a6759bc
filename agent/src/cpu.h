// SPDX-License-Identifier: Apache-2.0
//
// What the agent reads from and tells the core it runs on.
#ifndef CPU_H
#define CPU_H

#include <stdint.h>

#define read_sysreg(name)                                                                                              \
    ({                                                                                                                 \
        uint64_t value_;                                                                                               \
        __asm__ volatile("mrs %0, " #name : "=r"(value_));                                                             \
        value_;                                                                                                        \
    })

#define write_sysreg(name, value) __asm__ volatile("msr " #name ", %0" : : "r"((uint64_t)(value)))

static inline void isb(void) { __asm__ volatile("isb" : : : "memory"); }

// Orders earlier stores before later ones: what is announced before the announcement.
static inline void store_barrier(void) { __asm__ volatile("dmb st" : : : "memory"); }

// Orders earlier loads before everything later: the announcement before what is announced.
static inline void load_barrier(void) { __asm__ volatile("dmb ld" : : : "memory"); }

static inline void full_barrier(void) { __asm__ volatile("dsb sy" : : : "memory"); }

// Under an emulator that runs all cores in one thread this passes the turn on.
static inline void yield(void) { __asm__ volatile("yield" : : : "memory"); }

static inline unsigned exception_level(void) { return (unsigned)(read_sysreg(CurrentEL) >> 2) & 3; }

// The virtual counter is what an operating system at EL1 lives by; at EL2 its offset may not be set up yet.
static inline uint64_t stamp(void) {
    isb();
    return exception_level() == 2 ? read_sysreg(cntpct_el0) : read_sysreg(cntvct_el0);
}

static inline void spin(unsigned turns) {
    while (turns-- > 0) {
        __asm__ volatile("");
    }
}

#endif
