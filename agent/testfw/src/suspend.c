// SPDX-License-Identifier: Apache-2.0
//
// CPU_SUSPEND, and how a core sleeps.

#include "testfw.h"

#define SPSR_I (1u << 7)

static struct start last_start; // for a bug

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

// A core that sleeps no more brings up what is above it.
static void wake(struct core *core, bool abandoned) {
    core->activity = RUNNING;
    if (bug(ABANDON_LEAVES_ANCESTOR_STATE) && abandoned) {
        struct path only_the_core = core->vote;
        only_the_core.at[CORE] = RUN;
        vote(core, only_the_core);
    } else {
        come_up(core);
    }
}

// With the lock, after the nodes have been told.
static void stand_by(struct core *core) {
    core->activity = IN_STANDBY;
    bool abandoned = interrupt_pending();
    unlock();
    sleep(core);
    lock();
    wake(core, abandoned);
    unlock();
}

// All that is known of the caller afterwards is the struct start. Its registers are lost on the way back, in enter.c:
// no one can tell when, since no code of the payload runs here in between.
_Noreturn void power_down(struct core *core, struct start start) {
    core->activity = IN_POWER_DOWN;
    core->start = start;
    if (core->entry_of_cpu_on == 0) {
        core->entry_of_cpu_on = start.entry;
    }
    last_start = start;
    bool abandoned = interrupt_pending();
    unlock();

    sleep(core);

    lock();
    core->restart = false;
    core->drawn_in = false;
    wake(core, abandoned);
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
    if (sibling_runs(core)) {
        sibling->drawn_in = true;
        sibling->drawn_start = start;
    }
    if (sibling != 0) {
        gic_ring(sibling);
    }
}

// A ring that came while the payload was running: too late for a CPU_ON that is done already, or a bug.
void interrupt_taken(void) {
    struct core *core = this_core();
    gic_answer();
    lock();
    if (core->drawn_in) {
        vote(core, (struct path){{POWER_DOWN, POWER_DOWN, RUN}});
        power_down(core, core->drawn_start);
    }
    unlock();
}

static void lose_registers(struct frame *frame) {
    for (unsigned i = 19; i <= 28; i++) {
        frame->x[i] = 0xbad0bad0bad0bad0;
    }
}

static int64_t check_request(const struct core *core, const struct composite *wanted, unsigned claim) {
    if (bug(SUSPEND_DENIED_WHILE_SIBLINGS_RUN) && wanted->level > CORE && sibling_runs(core)) {
        return DENIED;
    }
    return os_initiated() ? check_order(core, wanted->path, claim) : SUCCESS;
}

// Tells the nodes. A core that keeps its context is no deeper than in retention, and so are those above it.
static void go_down(struct core *core, struct path path, bool keeps_context, unsigned claim) {
    for (enum level level = CORE; level < LEVELS; level++) {
        if (keeps_context && path.at[level] == POWER_DOWN) {
            path.at[level] = RETENTION;
        }
    }
    if (os_initiated()) {
        order(core, path, claim);
        return;
    }
    if (bug(SUSPEND_CORE_REQUEST_VOTES_CLUSTER) && path.at[CORE] == POWER_DOWN && path.at[CLUSTER] == RUN) {
        path.at[CLUSTER] = POWER_DOWN;
    }
    vote(core, path);
}

int64_t cpu_suspend(uint32_t power_state, struct start start, struct frame *frame) {
    struct core *core = this_core();
    const struct composite *wanted = find_composite(power_state);
    if (wanted == 0 || !claim_is_valid(wanted, power_state)) {
        return INVALID_PARAMETERS;
    }
    bool powers_down = wanted->path.at[CORE] == POWER_DOWN || bug(STANDBY_REENTERS);
    if ((powers_down || bug(STANDBY_CHECKS_ENTRY)) && !valid_entry(start.entry)) {
        return invalid_entry();
    }
    count_too_early(core, wanted->path);
    lock();
    int64_t result = check_request(core, wanted, claim_of(power_state));
    if (result != SUCCESS) {
        unlock();
        return result;
    }
    note_suspension();
    if (bug(LEVEL_ONE_SUSPENDS_SIBLINGS) && wanted->level > CORE && powers_down) {
        draw_in_sibling(core, start);
    }
    bool downgraded = parameters.downgrade != 0 && !os_initiated(); // an order is to be carried out as it is
    bool keeps_context = !powers_down || downgraded || bug(POWERDOWN_RETURNS_SCRUBBED);
    go_down(core, wanted->path, keeps_context, claim_of(power_state));
    if (!keeps_context) {
        power_down(core, start);
    }
    stand_by(core);
    if (powers_down && bug(POWERDOWN_RETURNS_SCRUBBED)) {
        lose_registers(frame);
    }
    return SUCCESS;
}
