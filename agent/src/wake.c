// SPDX-License-Identifier: Apache-2.0
//
// Wake-ups for suspended cores: an interrupt from another core, or the core's own timer. Interrupts are never handled;
// what is pending is cleared where MAILBOX.md says so, and nowhere else.

#include "log.h"

#define HCR_FMO (1u << 3)
#define HCR_IMO (1u << 4)
#define TIMER_ON 1
#define TIMER_OFF 0

bool program_has_wakes(void) {
    return agent.gic.version != 0 && agent.program_index < agent.program_count && agent.program->flags & PROGRAM_WAKES;
}

static void prepare_core(struct core *me) {
    if (exception_level() == 2) {
        write_sysreg(HCR, read_sysreg(HCR) | HCR_IMO | HCR_FMO);
        isb();
    }
    gic_prepare_core(me);
}

// Returns when it was done, or 0 if this program has no wake-ups.
uint64_t clear_wakes(void) {
    if (!program_has_wakes()) {
        return 0;
    }
    write_sysreg(CNTV_CTL, TIMER_OFF);
    isb();
    gic_end_all();
    return stamp();
}

// For core 0, which is alone then.
void begin_with_wakes(struct core *me) {
    if (program_has_wakes()) {
        gic_prepare_distributor();
        prepare_core(me);
        clear_wakes();
    }
}

// For a core that has just come in. Returns what clear_wakes does.
uint64_t enter_with_wakes(struct core *me) {
    if (program_has_wakes()) {
        prepare_core(me);
    }
    return clear_wakes();
}

static struct wake_record *open_wake(struct core *me, uint32_t flags, uint32_t target, uint32_t index) {
    struct wake_record *wake = &open_record(me, RECORD_WAKE, flags)->wake;
    wake->step = index;
    wake->target = target;
    return wake;
}

void send_wake(struct core *me, uint32_t target, uint32_t index) {
    struct wake_record *wake = open_wake(me, 0, target, index);
    full_barrier();
    wake->begin = stamp();
    gic_send(me, target);
    full_barrier();
    wake->end = stamp();
    publish_record(me);
}

// The offset between the counter of the stamps and that of the timer.
static uint64_t virtual_offset(void) { return exception_level() == 2 ? read_sysreg64(CNTVOFF) : 0; }

static void set_timer(const struct step *step, struct wake_record *wake) {
    uint64_t fires = stamp() + step->until_limit;
    write_sysreg64(CNTV_CVAL, fires - virtual_offset());
    write_sysreg(CNTV_CTL, TIMER_ON);
    isb();
    wake->begin = fires;
    wake->end = fires;
}

void arm_timer(struct core *me, const struct step *step, uint32_t index) {
    set_timer(step, open_wake(me, WAKE_TIMER, me->number, index));
    publish_record(me);
}

// The record of the timer stands before that of the call.
void arm_timer_again(struct core *me, const struct step *step) {
    if (me->block->log_count >= 2) {
        set_timer(step, &me->log[me->block->log_count - 2].wake);
    }
}
