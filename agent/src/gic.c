// SPDX-License-Identifier: Apache-2.0
//
// The interrupt controller, version 2 or 3, as far as wake-ups need it: SGI 1 and the PPI of the virtual timer, both in
// Group 1. This is for machines with one security state and for the Non-secure side of those with two; there some of
// the bits written here do not exist, and are ignored.

#include "agent.h"

#define WAKE_SGI 1u
#define TIMER_PPI 27u
#define WAKE_INTERRUPTS (1u << WAKE_SGI | 1u << TIMER_PPI)
#define WAKE_PRIORITY 0x80
#define ALL_PRIORITIES 0xff
#define FIRST_SPECIAL_ID 1020u // acknowledged when nothing is pending
#define ID_MASK_V2 0x3ffu      // without the core that sent it
#define MOST_PENDING 64        // so that an interrupt that cannot be ended is not ended for ever

// Distributor. The registers for SGIs and PPIs lie at the same offsets in the SGI frame of a redistributor.
#define GICD_CTLR 0x000
#define GICD_CTLR_GROUPS_V2 0x3u
#define GICD_CTLR_GROUP1_V3 0x2u
#define GICD_CTLR_ARE 0x10u
#define GICD_CTLR_RWP 0x80000000u
#define GIC_IGROUPR0 0x080
#define GIC_ISENABLER0 0x100
#define GIC_IPRIORITYR 0x400
#define GICD_ITARGETSR0 0x800
#define GICD_SGIR 0xf00
#define GICD_SGIR_TO_SELF (2u << 24)
#define GICD_SGIR_TARGETS_SHIFT 16

// CPU interface of version 2.
#define GICC_CTLR 0x00
#define GICC_CTLR_GROUPS 0x3u
#define GICC_CTLR_ACKCTL 0x4u // Group 1 is acknowledged like Group 0
#define GICC_PMR 0x04
#define GICC_IAR 0x0c
#define GICC_EOIR 0x10

// Redistributor.
#define GICR_STRIDE 0x20000
#define GICR_SGI_FRAME 0x10000
#define GICR_TYPER 0x08
#define GICR_TYPER_LAST 0x10u
#define GICR_WAKER 0x14
#define GICR_WAKER_PROCESSOR_SLEEP 0x2u
#define GICR_WAKER_CHILDREN_ASLEEP 0x4u

// CPU interface of version 3.
#define ICC_SRE_BIT 0x1u
#define ICC_SRE_ENABLE_BIT 0x8u
#define ICC_CTLR_EOIMODE 0x2u
#define ICC_SGI1R_ID_SHIFT 24

static volatile uint32_t *reg(uintptr_t frame, uint32_t offset) { return (volatile uint32_t *)(frame + offset); }

static void set_bits(volatile uint32_t *where, uint32_t bits) {
    uint32_t value = *where;
    if ((value & bits) != bits) {
        *where = value | bits;
    }
}

static uint32_t affinity_bits(uint64_t mpidr) { return (uint32_t)(mpidr & 0xffffff) | (uint32_t)(mpidr >> 32) << 24; }

// 0 if there is none for this core.
uintptr_t gic_find_redistributor(uintptr_t frame, uint64_t mpidr) {
    for (;; frame += GICR_STRIDE) {
        uint64_t type = *(volatile uint64_t *)(frame + GICR_TYPER);
        if (type >> 32 == affinity_bits(mpidr)) {
            return frame;
        }
        if (type & GICR_TYPER_LAST) {
            return 0;
        }
    }
}

void gic_configure(uint32_t version, uintptr_t distributor, uintptr_t cores) {
    agent.gic.version = version;
    agent.gic.distributor = distributor;
    agent.gic.cores = cores;
    for (uint32_t core = 0; core < core_count; core++) {
        agent.mailbox->core[core].gic_target = 0;
        agent.cores[core].redistributor = version == 3 ? gic_find_redistributor(cores, core_mpidr[core]) : 0;
    }
}

static void set_control_v3(uint32_t bits) {
    volatile uint32_t *control = reg(agent.gic.distributor, GICD_CTLR);
    set_bits(control, bits);
    while (*control & GICD_CTLR_RWP) {
    }
}

void gic_prepare_distributor(void) {
    if (agent.gic.version == 3) {
        set_control_v3(GICD_CTLR_ARE);
        set_control_v3(GICD_CTLR_GROUP1_V3);
    } else {
        set_bits(reg(agent.gic.distributor, GICD_CTLR), GICD_CTLR_GROUPS_V2);
    }
}

static void enable_wake_interrupts(uintptr_t frame) {
    set_bits(reg(frame, GIC_IGROUPR0), WAKE_INTERRUPTS);
    *(volatile uint8_t *)(frame + GIC_IPRIORITYR + WAKE_SGI) = WAKE_PRIORITY;
    *(volatile uint8_t *)(frame + GIC_IPRIORITYR + TIMER_PPI) = WAKE_PRIORITY;
    *reg(frame, GIC_ISENABLER0) = WAKE_INTERRUPTS;
}

static void prepare_core_v2(struct core *me) {
    enable_wake_interrupts(agent.gic.distributor);
    me->block->gic_target = *reg(agent.gic.distributor, GICD_ITARGETSR0) & 0xff;
    *reg(agent.gic.cores, GICC_PMR) = ALL_PRIORITIES;
    *reg(agent.gic.cores, GICC_CTLR) = GICC_CTLR_GROUPS | GICC_CTLR_ACKCTL;
}

static void wake_redistributor(uintptr_t frame) {
    volatile uint32_t *waker = reg(frame, GICR_WAKER);
    uint32_t value = *waker;
    if (value & GICR_WAKER_PROCESSOR_SLEEP) {
        *waker = value & ~GICR_WAKER_PROCESSOR_SLEEP;
    }
    while (*waker & GICR_WAKER_CHILDREN_ASLEEP) {
    }
}

static void prepare_core_v3(struct core *me) {
    wake_redistributor(me->redistributor);
    enable_wake_interrupts(me->redistributor + GICR_SGI_FRAME);
    if (exception_level() == 2) {
        write_sysreg(ICC_SRE_OF_EL2, read_sysreg(ICC_SRE_OF_EL2) | ICC_SRE_BIT | ICC_SRE_ENABLE_BIT);
        isb();
    }
    write_sysreg(ICC_SRE, read_sysreg(ICC_SRE) | ICC_SRE_BIT);
    isb();
    write_sysreg(ICC_PMR, ALL_PRIORITIES);
    write_sysreg(ICC_CTLR, read_sysreg(ICC_CTLR) & ~(uintptr_t)ICC_CTLR_EOIMODE);
    write_sysreg(ICC_IGRPEN1, 1);
    isb();
}

// What a core has to do for itself, whenever its part of the controller may have lost its registers.
void gic_prepare_core(struct core *me) {
    (agent.gic.version == 3 ? prepare_core_v3 : prepare_core_v2)(me);
    full_barrier();
}

static void send_v2(struct core *me, uint32_t target) {
    uint32_t to_others = agent.mailbox->core[target].gic_target << GICD_SGIR_TARGETS_SHIFT;
    *reg(agent.gic.distributor, GICD_SGIR) = (target == me->number ? GICD_SGIR_TO_SELF : to_others) | WAKE_SGI;
}

// Aff0 becomes a bit in one of several ranges of 16 cores; the other fields keep their order.
static void send_v3(uint64_t mpidr) {
    uint64_t aff0 = mpidr & 0xff;
    uint64_t aff1 = mpidr >> 8 & 0xff;
    uint64_t aff2 = mpidr >> 16 & 0xff;
    uint64_t aff3 = mpidr >> 32 & 0xff;
    write_sysreg64(ICC_SGI1R, aff3 << 48 | (aff0 >> 4) << 44 | aff2 << 32 | (uint64_t)WAKE_SGI << ICC_SGI1R_ID_SHIFT |
                                    aff1 << 16 | 1ull << (aff0 & 0xf));
    isb();
}

void gic_send(struct core *me, uint32_t target) {
    if (agent.gic.version == 3) {
        send_v3(core_mpidr[target]);
    } else if (agent.gic.version == 2) {
        send_v2(me, target);
    }
}

static bool end_one_v2(void) {
    uint32_t acknowledged = *reg(agent.gic.cores, GICC_IAR);
    if ((acknowledged & ID_MASK_V2) >= FIRST_SPECIAL_ID) {
        return false;
    }
    *reg(agent.gic.cores, GICC_EOIR) = acknowledged;
    full_barrier();
    return true;
}

static bool end_one_v3(void) {
    uintptr_t acknowledged = read_sysreg(ICC_IAR1);
    full_barrier();
    if (acknowledged >= FIRST_SPECIAL_ID) { // LPIs are not enabled
        return false;
    }
    write_sysreg(ICC_EOIR1, acknowledged);
    isb();
    return true;
}

// Acknowledges and ends whatever is pending for this core.
void gic_end_all(void) {
    bool (*end_one)(void) = agent.gic.version == 3 ? end_one_v3 : end_one_v2;
    for (uint32_t ended = 0; ended < MOST_PENDING && end_one(); ended++) {
    }
}
