// SPDX-License-Identifier: Apache-2.0
//
// The states of cores: CPU_ON, CPU_OFF, AFFINITY_INFO.

#include "testfw.h"

#define HIGHEST_LEVEL 3
#define DAWDLE 100000 // a part of a second: 10 microseconds

// The affinity fields that count at a level: Aff3 in bits 39..32, Aff2 to Aff0 below bit 24.
static uint64_t fields(uint32_t level) {
    uint64_t ignored = (1ull << 8 * level) - 1;
    return 0xff00ffffffull & ~ignored;
}

struct core *find_core(uint64_t target) {
    for (unsigned i = 0; i < core_count; i++) {
        if (cores[i].mpidr == target) {
            return &cores[i];
        }
    }
    return 0;
}

bool others_are_off(const struct core *core) {
    for (unsigned i = 0; i < core_count; i++) {
        if (&cores[i] != core && cores[i].state != OFF) {
            return false;
        }
    }
    return true;
}

// For bugs: time for others to come in between.
static void dawdle(void) {
    uint64_t begin = read_sysreg(cntpct_el0);
    do {
        yield();
    } while (read_sysreg(cntpct_el0) - begin < read_sysreg(cntfrq_el0) / DAWDLE);
}

// For a bug.
static void store_torn(struct core *core, struct start start) {
    if (core->state == OFF) {
        core->start.entry = start.entry;
        core->start.big_endian = start.big_endian;
        dawdle();
        core->start.context = start.context;
    }
}

static int64_t start_core(struct core *core, struct start start) {
    if (bug(REFUSED_CPU_ON_REDIRECTS) && core->activity == IN_POWER_DOWN) {
        core->start = start;
    }
    if (bug(CPU_ON_RESTARTS_SUSPENDED) && core->activity == IN_POWER_DOWN) {
        core->start = start;
        core->restart = true;
        return SUCCESS;
    }
    if (core->state == ON) {
        return ALREADY_ON;
    }
    if (core->state == ON_PENDING && !bug(CPUON_ANSWERS_TWICE)) {
        return ON_PENDING_ALREADY;
    }
    if (bug(CPUON_PENDING_SET_LATE)) {
        core->released = true;
    } else {
        core->state = ON_PENDING;
    }
    if (!bug(CPUON_TORN_PC_CTX)) {
        core->start = start;
    }
    core->entry_of_cpu_on = start.entry;
    come_up(core);
    return SUCCESS;
}

// For a bug: two cores that start each other wait for each other's lock.
static void take_both(struct core *target) {
    if (bug(CPUON_ABBA_DEADLOCK) && target != this_core()) {
        take(&this_core()->own_lock);
        dawdle();
        take(&target->own_lock);
    }
}

static void give_both(struct core *target) {
    if (bug(CPUON_ABBA_DEADLOCK) && target != this_core()) {
        give(&target->own_lock);
        give(&this_core()->own_lock);
    }
}

int64_t cpu_on(uint64_t target, struct start start) {
    struct core *core = find_core(target);
    if (core == 0) {
        return INVALID_PARAMETERS;
    }
    if (!valid_entry(start.entry)) {
        return invalid_entry();
    }
    if (bug(CPUON_TORN_PC_CTX)) {
        store_torn(core, start);
    }
    take_both(core);
    lock();
    int64_t result = start_core(core, start);
    unlock();
    give_both(core);
    if (bug(CPUON_PENDING_SET_LATE) && result == SUCCESS) {
        dawdle();
        core->state = ON_PENDING;
    }
    if (result == SUCCESS) {
        gic_ring(core);
    }
    return result;
}

// From here on the core runs no code of the payload: that is what OFF says, so it may be said now.
int64_t cpu_off(void) {
    struct core *core = this_core();
    gic_lose_interface();
    lock();
    core->state = OFF;
    core->drawn_in = false;
    leave(core);
    unlock();
    if (bug(CPUON_DURING_OFF_LOST)) {
        dawdle();
        lock();
        core->state = OFF;
        unlock();
    }
    wait_for_start(core);
}

// For a bug.
static void hide_for_a_while(struct core *core) {
    if (bug(CPUON_TRANSIENT_INVALID_PARAMS)) {
        uint64_t mpidr = core->mpidr;
        core->mpidr = ~mpidr;
        dawdle();
        core->mpidr = mpidr;
    }
}

// OFF. Only the firmware's own ring gets through to this core. It is ON before its first instruction of the payload.
_Noreturn void wait_for_start(struct core *core) {
    for (;;) {
        lock();
        bool started = core->state == ON_PENDING || core->released;
        struct start start = core->start;
        if (started) {
            core->state = ON;
            core->released = false;
        }
        unlock();
        if (started) {
            hide_for_a_while(core);
            enter_payload(start, false);
        }
        wait_for_interrupt();
        gic_answer();
    }
}

static enum state reported(const struct core *core) {
    const volatile struct core *seen = core;
    if (bug(AFFINITY_ALWAYS_ON)) {
        return ON;
    }
    if (bug(SUSPENDED_REPORTED_OFF) && seen->activity == IN_POWER_DOWN) {
        return OFF;
    }
    return seen->state;
}

// ON if one of the group is, else ON_PENDING if one of them is.
static int64_t reported_group(uint64_t target, uint32_t level) {
    int64_t result = INVALID_PARAMETERS;
    for (unsigned i = 0; i < core_count; i++) {
        if (((cores[i].mpidr ^ target) & fields(level)) != 0) {
            continue;
        }
        enum state state = reported(&cores[i]);
        if (state == ON || result < 0 || (state == ON_PENDING && result == OFF)) {
            result = state;
        }
    }
    return result;
}

// The state of one core is one word. Only a group needs the lock, which those who poll should not hold up.
int64_t affinity_info(uint64_t target, uint32_t level) {
    if (level > HIGHEST_LEVEL || (target & ~fields(0)) != 0) {
        return INVALID_PARAMETERS;
    }
    if (level == 0) {
        const struct core *core = find_core(target);
        return core == 0 ? INVALID_PARAMETERS : (int64_t)reported(core);
    }
    lock();
    int64_t result = reported_group(target, level);
    unlock();
    return result;
}
