// SPDX-License-Identifier: Apache-2.0
//
// How a core enters the payload: at boot, after CPU_ON, after a wake from power-down. It comes out of a reset as far as
// the payload can tell: nothing of an earlier life is left in its registers.

#include "testfw.h"

#define RAM_START 0x40000000u
#define RAM_END 0x80000000u // not all of it need be there

#define SCTLR_EL1_CLEAN 0x30d00800u // RES1 bits; MMU and caches off
#define SCTLR_EL2_CLEAN 0x30c50830u
#define SCTLR_EE (1u << 25)
#define SCTLR_M_C_I (1u << 0 | 1u << 2 | 1u << 12)

#define SPSR_DAIF 0x3c0u

#define HCR_RW (1u << 31)
#define CPTR_EL2_CLEAN 0x33ffu    // RES1 bits; nothing trapped
#define CNTHCTL_EL2_FOR_EL1 0x3u  // EL1 may use counter and timer
#define COUNTER_FREQUENCY 62500000 // of the machine; if its reset has not set it

// Unusable, but of a form that no register refuses; page and vector table aligned.
#define JUNK 0x0000bad0bad0b000u

bool valid_entry(uint64_t entry) {
    bool good = entry >= RAM_START && entry < RAM_END && entry % 4 == 0;
    return good || (parameters.liberties & TAKES_ANY_ENTRY) != 0;
}

int64_t invalid_entry(void) {
    return parameters.psci_version == VERSION_0_2 ? INVALID_PARAMETERS : INVALID_ADDRESS;
}

bool caller_is_big_endian(void) {
    bool from_el2 = (read_sysreg(spsr_el3) >> 2 & 3) == 2;
    return ((from_el2 ? read_sysreg(sctlr_el2) : read_sysreg(sctlr_el1)) & SCTLR_EE) != 0;
}

static void lose_el1(void) {
    write_sysreg(sctlr_el1, SCTLR_EL1_CLEAN);
    write_sysreg(cpacr_el1, 0);
    write_sysreg(ttbr0_el1, JUNK);
    write_sysreg(ttbr1_el1, JUNK);
    write_sysreg(tcr_el1, 0);
    write_sysreg(mair_el1, JUNK);
    write_sysreg(vbar_el1, JUNK);
    write_sysreg(elr_el1, JUNK);
    write_sysreg(spsr_el1, 0);
    write_sysreg(esr_el1, 0);
    write_sysreg(far_el1, JUNK);
    write_sysreg(sp_el0, JUNK);
    write_sysreg(sp_el1, JUNK);
    write_sysreg(tpidr_el0, JUNK);
    write_sysreg(tpidrro_el0, JUNK);
    write_sysreg(tpidr_el1, JUNK);
    write_sysreg(contextidr_el1, 0);
    write_sysreg(cntkctl_el1, 0);
    write_sysreg(mdscr_el1, 0);
}

static void lose_el2(void) {
    write_sysreg(hcr_el2, HCR_RW);
    write_sysreg(cptr_el2, CPTR_EL2_CLEAN);
    write_sysreg(hstr_el2, 0);
    write_sysreg(cnthctl_el2, CNTHCTL_EL2_FOR_EL1);
    write_sysreg(cntvoff_el2, 0);
    write_sysreg(vpidr_el2, read_sysreg(midr_el1));
    write_sysreg(vmpidr_el2, read_sysreg(mpidr_el1));
    write_sysreg(vttbr_el2, JUNK);
    write_sysreg(vtcr_el2, 0);
    if ((parameters.liberties & KEEPS_VECTORS) == 0) {
        write_sysreg(vbar_el2, JUNK);
    }
    write_sysreg(elr_el2, JUNK);
    write_sysreg(spsr_el2, 0);
    write_sysreg(esr_el2, 0);
    write_sysreg(far_el2, JUNK);
    write_sysreg(hpfar_el2, 0);
    write_sysreg(sp_el2, JUNK);
    write_sysreg(tpidr_el2, JUNK);
}

static void set_sctlr_el2(bool big_endian, bool wakes) {
    uint64_t sctlr = SCTLR_EL2_CLEAN | (big_endian ? SCTLR_EE : 0);
    if (bug(REENTRY_KEEPS_SCTLR) && wakes) {
        write_sysreg(sctlr_el2, sctlr | (read_sysreg(sctlr_el2) & SCTLR_M_C_I));
        return;
    }
    write_sysreg(sctlr_el2, sctlr);
    write_sysreg(ttbr0_el2, JUNK);
    write_sysreg(tcr_el2, 0);
    write_sysreg(mair_el2, JUNK);
}

// The timers live outside of the core: those of one that wakes keep running, and what they made pending stays so.
static void stop_timers(void) {
    write_sysreg(cntp_ctl_el0, 0);
    write_sysreg(cntv_ctl_el0, 0);
    write_sysreg(cnthp_ctl_el2, 0);
}

static void forget_translations(void) {
    __asm__ volatile("isb\n\ttlbi alle2\n\ttlbi alle1\n\tic iallu\n\tdsb sy\n\tisb" : : : "memory");
}

// The core wakes from power-down, or it starts.
_Noreturn void enter_payload(struct start start, bool wakes) {
    uint64_t spsr = SPSR_EL2H_MASKED;
    if (bug(REENTRY_UNMASKS_INTERRUPTS) && wakes) {
        spsr = (spsr & ~SPSR_DAIF) | (read_sysreg(spsr_el3) & SPSR_DAIF);
    }
    if (bug(START_FORGETS_ENDIANNESS)) {
        start.big_endian = false;
    }
    if (!wakes) {
        stop_timers();
    }
    gic_lose_interface();
    lose_el1();
    lose_el2();
    set_sctlr_el2(start.big_endian, wakes);
    if (read_sysreg(cntfrq_el0) == 0) {
        write_sysreg(cntfrq_el0, COUNTER_FREQUENCY);
    }
    forget_translations();
    leave_for_payload(start.entry, start.context, spsr);
}
