// SPDX-License-Identifier: Apache-2.0
//
// GICv3 with two security states. All interrupts are Group 1 Non-secure, the payload's own, except SGI 15: with it the
// firmware rings its cores, so that they can sleep while they have nothing to do. The payload has to enable Group 1 at
// the distributor and at its CPU interfaces, as after any reset.

#include "testfw.h"

#define RING 15 // SGI

#define DISTRIBUTOR 0x08000000u
#define GICD_CTLR 0x0000
#define GICD_CTLR_ENABLE_GROUP0 (1u << 0)
#define GICD_CTLR_ARE (3u << 4) // affinity routing in both security states
#define GICD_TYPER 0x0004
#define GICD_IGROUPR 0x0080
#define GICD_IPRIORITYR 0x0400

#define REDISTRIBUTORS 0x080a0000u
#define REDISTRIBUTOR_STRIDE 0x20000u
#define GICR_TYPER 0x0008
#define GICR_TYPER_LAST (1u << 4)
#define GICR_WAKER 0x0014
#define GICR_WAKER_PROCESSOR_SLEEP (1u << 1)
#define GICR_WAKER_CHILDREN_ASLEEP (1u << 2)
#define GICR_IGROUPR0 0x10080
#define GICR_ISENABLER0 0x10100
#define GICR_IPRIORITYR 0x10400

// The highest priority that Non-secure software can give; what it reads and writes as 0.
#define PRIORITY_NON_SECURE 0x80
#define PRIORITY_RING 0

#define ICC_SRE_ALL 0xf // system registers, for lower levels too

static uintptr_t redistributor(unsigned core) { return REDISTRIBUTORS + core * REDISTRIBUTOR_STRIDE; }

static uint32_t in_all_bytes(uint32_t value) { return value * 0x01010101u; }

// Learns the names of the cores, and how many there are: each has a redistributor, and the last one is marked.
unsigned gic_find_cores(void) {
    for (unsigned i = 0; i < MAX_CORES; i++) {
        uint32_t affinity = *reg(redistributor(i) + GICR_TYPER + 4);
        cores[i].mpidr = (uint64_t)(affinity >> 24) << 32 | (affinity & 0xffffff);
        if ((*reg(redistributor(i) + GICR_TYPER) & GICR_TYPER_LAST) != 0) {
            return i + 1;
        }
    }
    return MAX_CORES;
}

static void set_up_distributor(void) {
    *reg(DISTRIBUTOR + GICD_CTLR) = GICD_CTLR_ARE;
    unsigned lines = ((*reg(DISTRIBUTOR + GICD_TYPER) & 0x1f) + 1) * 32;
    for (unsigned i = 32; i < lines; i += 32) {
        *reg(DISTRIBUTOR + GICD_IGROUPR + i / 8) = ~0u;
    }
    for (unsigned i = 32; i < lines; i += 4) {
        *reg(DISTRIBUTOR + GICD_IPRIORITYR + i) = in_all_bytes(PRIORITY_NON_SECURE);
    }
    *reg(DISTRIBUTOR + GICD_CTLR) = GICD_CTLR_ARE | GICD_CTLR_ENABLE_GROUP0;
}

static void set_up_redistributor(uintptr_t base) {
    *reg(base + GICR_WAKER) &= ~GICR_WAKER_PROCESSOR_SLEEP;
    while ((*reg(base + GICR_WAKER) & GICR_WAKER_CHILDREN_ASLEEP) != 0) {
        yield();
    }
    *reg(base + GICR_IGROUPR0) = ~(1u << RING);
    for (unsigned i = 0; i < 32; i += 4) {
        *reg(base + GICR_IPRIORITYR + i) = in_all_bytes(PRIORITY_NON_SECURE);
    }
    *(volatile uint8_t *)(base + GICR_IPRIORITYR + RING) = PRIORITY_RING;
    *reg(base + GICR_ISENABLER0) = 1u << RING;
}

void gic_set_up(void) {
    set_up_distributor();
    for (unsigned i = 0; i < core_count; i++) {
        set_up_redistributor(redistributor(i));
    }
}

// The CPU interface of this core, as far as it is the firmware's.
void gic_set_up_interface(void) {
    write_sysreg(S3_6_C12_C12_5, ICC_SRE_ALL); // ICC_SRE_EL3
    isb();
    write_sysreg(S3_4_C12_C9_5, ICC_SRE_ALL); // ICC_SRE_EL2
    write_sysreg(S3_0_C12_C12_5, ICC_SRE_ALL & 7); // ICC_SRE_EL1
    gic_lose_interface();
    write_sysreg(S3_0_C12_C12_6, 1); // ICC_IGRPEN0_EL1
    isb();
}

// What the payload had set up there is lost; what is pending at the redistributor stays.
void gic_lose_interface(void) {
    gic_deafen();
    write_sysreg(S3_0_C12_C9_0, 0); // ICC_AP1R0_EL1: no Group 1 interrupt is being handled
    write_sysreg(S3_0_C4_C6_0, PRIORITY_NON_SECURE); // ICC_PMR_EL1: 0 to the payload
    isb();
}

// No interrupt of the payload reaches this core.
void gic_deafen(void) {
    write_sysreg(S3_6_C12_C12_7, 0); // ICC_IGRPEN1_EL3, for both security states
    isb();
}

void gic_ring(const struct core *core) {
    uint64_t mpidr = core->mpidr;
    uint64_t cluster = (mpidr >> 32 & 0xff) << 48 | (mpidr >> 16 & 0xff) << 32 | (mpidr >> 8 & 0xff) << 16;
    full_barrier();
    write_sysreg(S3_0_C12_C11_7, cluster | RING << 24 | 1u << (mpidr & 0xf)); // ICC_SGI0R_EL1
    isb();
}

// Whether somebody has rung; a ring is answered once.
bool gic_answer(void) {
    uint64_t interrupt = read_sysreg(S3_0_C12_C8_0); // ICC_IAR0_EL1
    if (interrupt != RING) {
        return false; // 1020 and above: none that is the firmware's
    }
    write_sysreg(S3_0_C12_C8_1, RING); // ICC_EOIR0_EL1
    isb();
    return true;
}
