// SPDX-License-Identifier: Apache-2.0
//
// CPU_SUSPEND, platform-coordinated.

#include "testfw.h"

#define ORIGINAL_RESERVED 0xfcfe0000u
#define EXTENDED_RESERVED 0xb0000000u

#define SPSR_I (1u << 7)

struct power_state {
    uint32_t original, extended;
    unsigned level;
    bool powers_down; // the core; otherwise it is in standby
    enum depth cluster;
};

static const struct power_state power_states[] = {
    {0x00000001, 0x00000001, 0, false, RUN},
    {0x01000011, 0x00000011, 1, false, RETENTION},
    {0x00010002, 0x40000002, 0, true, RUN},
    {0x01010012, 0x40000012, 1, true, RETENTION},
    {0x01010022, 0x40000022, 1, true, POWER_DOWN},
};
#define POWER_STATES (sizeof power_states / sizeof power_states[0])

static struct start last_start; // for a bug

static bool extended_format(void) {
    return parameters.extended_power_state != 0 && parameters.psci_version != VERSION_0_2;
}

static const struct power_state *find_power_state(uint32_t value) {
    bool extended = extended_format();
    if (bug(RESERVED_BITS_IGNORED)) {
        value &= ~(extended ? EXTENDED_RESERVED : ORIGINAL_RESERVED);
    }
    for (unsigned i = 0; i < POWER_STATES; i++) {
        if (value == (extended ? power_states[i].extended : power_states[i].original)) {
            return &power_states[i];
        }
    }
    return 0;
}

static struct core *sibling_of(const struct core *core) {
    unsigned number = (unsigned)(core - cores) ^ 1;
    return number < core_count ? &cores[number] : 0;
}

static bool sibling_runs(const struct core *core) {
    const struct core *sibling = sibling_of(core);
    return sibling != 0 && sibling->state == ON && sibling->activity == RUNNING;
}

static bool interrupt_pending(void) {
    isb();
    return read_sysreg(isr_el1) != 0;
}

// Until an interrupt for this core is pending; the masks of the caller do not matter. It stays pending: nothing is
// acknowledged but the firmware's own rings, and these do not wake the core.
static void sleep(const struct core *core) {
    gic_answer();
    if (bug(PENDING_WAKE_UP_LOST) && interrupt_pending()) {
        gic_deafen();
    }
    if (bug(MASKED_INTERRUPTS_DO_NOT_WAKE) && (read_sysreg(spsr_el3) & SPSR_I) != 0) {
        gic_deafen();
    }
    while (!interrupt_pending() && !*(const volatile bool *)&core->restart) {
        wait_for_interrupt();
        gic_answer();
    }
}

static void stand_by(struct core *core, const struct power_state *wanted) {
    lock();
    core->activity = IN_STANDBY;
    vote(core, wanted->cluster < RETENTION ? wanted->cluster : RETENTION); // no deeper than its cores
    unlock();
    sleep(core);
    lock();
    core->activity = RUNNING;
    vote(core, RUN);
    unlock();
}

// All that is known of the caller afterwards is the struct start. Its registers are lost on the way back, in enter.c:
// no one can tell when, since no code of the payload runs here in between.
static _Noreturn void power_down(struct core *core, enum depth cluster, struct start start) {
    lock();
    core->activity = IN_POWER_DOWN;
    core->start = start;
    if (core->entry_of_cpu_on == 0) {
        core->entry_of_cpu_on = start.entry;
    }
    last_start = start;
    vote(core, cluster);
    unlock();

    sleep(core);

    lock();
    core->activity = RUNNING;
    core->restart = false;
    core->drawn_in = false;
    vote(core, RUN);
    start = core->start;
    if (bug(SHARED_ENTRY)) {
        start = last_start;
    }
    unlock();
    if (bug(SUSPEND_CONTEXT_LOST)) {
        start.context = 0;
    }
    if (bug(SUSPEND_ENTRY_OF_CPU_ON)) {
        start.entry = core->entry_of_cpu_on;
    }
    enter_payload(start, true);
}

static void draw_in_sibling(const struct core *core, struct start start) {
    struct core *sibling = sibling_of(core);
    lock();
    if (sibling_runs(core)) {
        sibling->drawn_in = true;
        sibling->drawn_start = start;
    }
    unlock();
    if (sibling != 0) {
        gic_ring(sibling);
    }
}

// A ring that came while the payload was running: too late for a CPU_ON that is done already, or a bug.
void interrupt_taken(void) {
    struct core *core = this_core();
    gic_answer();
    lock();
    bool drawn_in = core->drawn_in;
    struct start start = core->drawn_start;
    unlock();
    if (drawn_in) {
        power_down(core, POWER_DOWN, start);
    }
}

static void lose_registers(struct frame *frame) {
    for (unsigned i = 19; i <= 28; i++) {
        frame->x[i] = 0xbad0bad0bad0bad0;
    }
}

int64_t cpu_suspend(uint32_t power_state, struct start start, struct frame *frame) {
    struct core *core = this_core();
    const struct power_state *wanted = find_power_state(power_state);
    if (wanted == 0) {
        return INVALID_PARAMETERS;
    }
    bool powers_down = wanted->powers_down || bug(STANDBY_REENTERS);
    if ((powers_down || bug(STANDBY_CHECKS_ENTRY)) && !valid_entry(start.entry)) {
        return invalid_entry();
    }
    if (bug(SUSPEND_DENIED_WHILE_SIBLINGS_RUN) && wanted->level > 0 && sibling_runs(core)) {
        return DENIED;
    }
    if (bug(LEVEL_ONE_SUSPENDS_SIBLINGS) && wanted->level > 0 && powers_down) {
        draw_in_sibling(core, start);
    }
    if (powers_down && parameters.downgrade == 0 && !bug(POWERDOWN_RETURNS_SCRUBBED)) {
        power_down(core, wanted->cluster, start);
    }
    stand_by(core, wanted);
    if (powers_down && bug(POWERDOWN_RETURNS_SCRUBBED)) {
        lose_registers(frame);
    }
    return SUCCESS;
}
