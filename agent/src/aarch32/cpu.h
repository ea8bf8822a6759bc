// SPDX-License-Identifier: Apache-2.0
//
// What the agent reads from and tells the core it runs on. AArch32: ARMv7 with the Large Physical Address Extension and
// the Generic Timer, or later.
#ifndef CPU_H
#define CPU_H

#include <stdint.h>

#define EXECUTION_STATE EXECUTION_AARCH32

// Function identifiers of PSCI for the calls that the agent makes by itself, in the width of this core.
#define PSCI_CPU_ON 0x84000003u
#define PSCI_AFFINITY_INFO 0x84000004u

// System registers, as read_sysreg and write_sysreg take them.
#define MPIDR "p15, 0, %0, c0, c0, 5"
#define SCTLR "p15, 0, %0, c1, c0, 0"
#define HSCTLR "p15, 4, %0, c1, c0, 0"
#define HCR "p15, 4, %0, c1, c1, 0"
#define CNTFRQ "p15, 0, %0, c14, c0, 0"
#define CNTV_CTL "p15, 0, %0, c14, c3, 1"
#define ICC_SRE "p15, 0, %0, c12, c12, 5"
#define ICC_SRE_OF_EL2 "p15, 4, %0, c12, c9, 5"
#define ICC_PMR "p15, 0, %0, c4, c6, 0"
#define ICC_CTLR "p15, 0, %0, c12, c12, 4"
#define ICC_IGRPEN1 "p15, 0, %0, c12, c12, 7"
#define ICC_IAR1 "p15, 0, %0, c12, c12, 0"
#define ICC_EOIR1 "p15, 0, %0, c12, c12, 1"

// System registers that have 64 bits, for read_sysreg64 and write_sysreg64.
#define CNTPCT "p15, 0, %Q0, %R0, c14"
#define CNTVCT "p15, 1, %Q0, %R0, c14"
#define CNTVOFF "p15, 4, %Q0, %R0, c14"
#define CNTV_CVAL "p15, 3, %Q0, %R0, c14"
#define ICC_SGI1R "p15, 0, %Q0, %R0, c12"

#define read_sysreg(name)                                                                                              \
    ({                                                                                                                 \
        uint32_t value_;                                                                                               \
        __asm__ volatile("mrc " name : "=r"(value_));                                                                  \
        value_;                                                                                                        \
    })

#define write_sysreg(name, value) __asm__ volatile("mcr " name : : "r"((uint32_t)(value)))

#define read_sysreg64(name)                                                                                            \
    ({                                                                                                                 \
        uint64_t value_;                                                                                               \
        __asm__ volatile("mrrc " name : "=r"(value_));                                                                 \
        value_;                                                                                                        \
    })

#define write_sysreg64(name, value) __asm__ volatile("mcrr " name : : "r"((uint64_t)(value)))

static inline void isb(void) { __asm__ volatile("isb" : : : "memory"); }

// Orders earlier stores before later ones: what is announced before the announcement.
static inline void store_barrier(void) { __asm__ volatile("dmb st" : : : "memory"); }

// Orders earlier loads before everything later: the announcement before what is announced.
static inline void load_barrier(void) { __asm__ volatile("dmb sy" : : : "memory"); }

static inline void full_barrier(void) { __asm__ volatile("dsb sy" : : : "memory"); }

// Under an emulator that runs all cores in one thread this passes the turn on.
static inline void yield(void) { __asm__ volatile("yield" : : : "memory"); }

#define CPSR_MODE 0x1fu
#define MODE_HYP 0x1au

static inline uint32_t current_mode(void) {
    uint32_t cpsr;
    __asm__ volatile("mrs %0, cpsr" : "=r"(cpsr));
    return cpsr & CPSR_MODE;
}

static inline unsigned exception_level(void) { return current_mode() == MODE_HYP ? 2 : 1; }

// The virtual counter is what an operating system at EL1 lives by; at EL2 its offset may not be set up yet.
static inline uint64_t stamp(void) {
    isb();
    return exception_level() == 2 ? read_sysreg64(CNTPCT) : read_sysreg64(CNTVCT);
}

static inline void spin(unsigned turns) {
    while (turns-- > 0) {
        __asm__ volatile("");
    }
}

#endif
