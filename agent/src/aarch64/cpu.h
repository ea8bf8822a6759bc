// SPDX-License-Identifier: Apache-2.0
//
// What the agent reads from and tells the core it runs on.
#ifndef CPU_H
#define CPU_H

#include <stdint.h>

#define EXECUTION_STATE EXECUTION_AARCH64

// Function identifiers of PSCI for the calls that the agent makes by itself, in the width of this core.
#define PSCI_CPU_ON 0xc4000003u
#define PSCI_AFFINITY_INFO 0xc4000004u

// System registers, as read_sysreg and write_sysreg take them.
#define MPIDR "mpidr_el1"
#define HCR "hcr_el2"
#define CNTFRQ "cntfrq_el0"
#define CNTV_CTL "cntv_ctl_el0"
#define ICC_SRE "icc_sre_el1"
#define ICC_SRE_OF_EL2 "icc_sre_el2"
#define ICC_PMR "icc_pmr_el1"
#define ICC_CTLR "icc_ctlr_el1"
#define ICC_IGRPEN1 "icc_igrpen1_el1"
#define ICC_IAR1 "icc_iar1_el1"
#define ICC_EOIR1 "icc_eoir1_el1"

// System registers that have 64 bits in both Execution states, for read_sysreg64 and write_sysreg64.
#define CNTPCT "cntpct_el0"
#define CNTVCT "cntvct_el0"
#define CNTVOFF "cntvoff_el2"
#define CNTV_CVAL "cntv_cval_el0"
#define ICC_SGI1R "icc_sgi1r_el1"

#define read_sysreg(name)                                                                                              \
    ({                                                                                                                 \
        uint64_t value_;                                                                                               \
        __asm__ volatile("mrs %0, " name : "=r"(value_));                                                              \
        value_;                                                                                                        \
    })

#define write_sysreg(name, value) __asm__ volatile("msr " name ", %0" : : "r"((uint64_t)(value)))

#define read_sysreg64(name) read_sysreg(name)
#define write_sysreg64(name, value) write_sysreg(name, value)

static inline void isb(void) { __asm__ volatile("isb" : : : "memory"); }

// Orders earlier stores before later ones: what is announced before the announcement.
static inline void store_barrier(void) { __asm__ volatile("dmb st" : : : "memory"); }

// Orders earlier loads before everything later: the announcement before what is announced.
static inline void load_barrier(void) { __asm__ volatile("dmb ld" : : : "memory"); }

static inline void full_barrier(void) { __asm__ volatile("dsb sy" : : : "memory"); }

// Under an emulator that runs all cores in one thread this passes the turn on.
static inline void yield(void) { __asm__ volatile("yield" : : : "memory"); }

static inline unsigned exception_level(void) { return (unsigned)(read_sysreg("CurrentEL") >> 2) & 3; }

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
