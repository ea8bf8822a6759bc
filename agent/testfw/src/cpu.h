// SPDX-License-Identifier: Apache-2.0
//
// What the firmware reads from and tells the core it runs on.
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

// A register of a device.
static inline volatile uint32_t *reg(uintptr_t address) { return (volatile uint32_t *)address; }

static inline void isb(void) { __asm__ volatile("isb" : : : "memory"); }

static inline void full_barrier(void) { __asm__ volatile("dsb sy" : : : "memory"); }

// Under an emulator that runs all cores in one thread this passes the turn on.
static inline void yield(void) { __asm__ volatile("yield" : : : "memory"); }

// Sleeps until an interrupt is pending; EL3 masks them all, so none is taken.
static inline void wait_for_interrupt(void) { __asm__ volatile("dsb sy\n\twfi" : : : "memory"); }

#endif
