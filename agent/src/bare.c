// SPDX-License-Identifier: Apache-2.0
//
// Bare loops for comparison: what the calls cost when there is no agent around them.

#include "bare.h"

#define CALLS_BETWEEN_LOOKS 4096
#define POLLS_BETWEEN_LOOKS 1024

static volatile struct command_block *command(void) { return &agent.mailbox->command; }

static bool sensible_call_list(void) {
    uint64_t offset = command()->bare_calls_offset;
    uint64_t count = command()->bare_count;
    return count >= 1 && offset % 8 == 0 && offset + count * sizeof(struct bare_call) <= mailbox_size;
}

// What is known when this is compiled leaves nothing in the loops that does not belong there.
static inline __attribute__((always_inline)) void make_calls(uint32_t count, enum conduit conduit) {
    for (const struct bare_call *call = bare_call_list(), *last = call + count; call != last; call++) {
        plain_call(conduit, call->x);
    }
}

static __attribute__((noinline)) void hvc_calls(uint32_t count) { make_calls(count, CONDUIT_HVC); }
static __attribute__((noinline)) void smc_calls(uint32_t count) { make_calls(count, CONDUIT_SMC); }

static void publish_result(uint64_t done, uint64_t elapsed) {
    agent.mailbox->bare_done = done;
    agent.mailbox->bare_elapsed = elapsed;
}

static void repeat_calls(struct core *me, void (*make_all)(uint32_t count)) {
    uint32_t count = command()->bare_count;
    uint64_t ticks = command()->bare_ticks;
    uint32_t lists = (CALLS_BETWEEN_LOOKS + count - 1) / count;
    uint64_t done = 0;
    uint64_t begin = stamp();
    uint64_t elapsed;
    do {
        for (uint32_t list = 0; list < lists; list++) {
            make_all(count);
        }
        done += (uint64_t)lists * count;
        beat(me);
        elapsed = stamp() - begin;
    } while (elapsed < ticks);
    publish_result(done, elapsed);
}

static volatile uint64_t came_in;

// A core that has not come in yet may be OFF, too.
static bool off_again_within_patience(uint64_t mpidr) {
    uint64_t begin = stamp();
    for (uint32_t polls = 1; !came_in || call(PSCI_AFFINITY_INFO, mpidr, 0, 0) != AFFINITY_OFF; polls++) {
        if (polls % POLLS_BETWEEN_LOOKS == 0 && stamp() - begin > agent.patience) {
            return false;
        }
        yield();
    }
    return true;
}

static enum status cycle(uint32_t core) {
    uintptr_t entry = (uintptr_t)(agent.conduit == CONDUIT_HVC ? off_by_hvc : off_by_smc);
    came_in = 0;
    full_barrier();
    if (call(PSCI_CPU_ON, core_mpidr[core], entry, (uintptr_t)&came_in) != PSCI_SUCCESS) {
        return UNPARKED;
    }
    return off_again_within_patience(core_mpidr[core]) ? OK : SILENT;
}

static enum status repeat_cycles(struct core *me) {
    uint64_t ticks = command()->bare_ticks;
    uint64_t done = 0;
    uint64_t begin = stamp();
    uint64_t elapsed;
    enum status status;
    uint32_t core = 1;
    do {
        status = cycle(core);
        core = core + 1 < core_count ? core + 1 : 1;
        done += status == OK;
        beat(me);
        elapsed = stamp() - begin;
    } while (status == OK && elapsed < ticks);
    publish_result(done, elapsed);
    return status;
}

static enum status run_calls(struct core *me) {
    if (!sensible_call_list()) {
        return REFUSED;
    }
    repeat_calls(me, agent.conduit == CONDUIT_HVC ? hvc_calls : smc_calls);
    return OK;
}

static enum status race(struct core *me) {
    if (core_count == 1 || !sensible_call_list() || !open_logs()) {
        return REFUSED;
    }
    uint64_t done, elapsed;
    enum status status = run_bare_race(me, &done, &elapsed);
    if (status == OK) {
        publish_result(done, elapsed);
    }
    return status;
}

enum status run_bare(struct core *me) {
    publish_result(0, 0);
    if (agent.patience == 0) {
        return REFUSED;
    }
    switch (command()->bare_mode) {
    case BARE_CALLS:
        return run_calls(me);
    case BARE_CYCLES:
        return core_count > 1 ? repeat_cycles(me) : REFUSED;
    case BARE_RACE:
        return race(me);
    default:
        return REFUSED;
    }
}
