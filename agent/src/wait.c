// SPDX-License-Identifier: Apache-2.0
//
// Waiting for other cores. A wait is a loop around wait_turn, which gives up when the patience is over.

#include "link.h"

// Reading the counter takes a lock in emulators, and the core that is waited for may need it: so it is read seldom.
// But a turn can take long (100 ms, where cores share one thread and one of them never yields), so the first looks
// come early; and one that makes a call takes longer than reading the counter.
#define TURNS_BETWEEN_LOOKS 1024
#define FIRST_LOOK 16

#define GIVES_UP_PART 4 // of the patience

// Whoever repeats a call in vain keeps others waiting, who lose their patience soon after, and know less.
static uint64_t patience_with(enum awaited what) {
    return what == AWAIT_RESULT ? agent.patience / 4 * 3 : agent.patience;
}

static bool time_for_a_look(uint64_t turns) {
    bool power_of_two = (turns & (turns - 1)) == 0;
    return turns % TURNS_BETWEEN_LOOKS == 0 || (turns >= FIRST_LOOK && power_of_two);
}

void beat(struct core *me) {
    me->block->heartbeat++;
    yield();
}

_Noreturn void halt(struct core *me) {
    link_listen(me, LINK_STOPPED);
    for (;;) {
        beat(me);
        link_turn(me);
    }
}

static void stop_if_another_core_ended_the_batch(struct core *me) {
    for (uint32_t core = 0; core < CORE_BLOCKS; core++) {
        if (agent.mailbox->ended[core].seq == agent.seq) {
            halt(me);
        }
    }
}

// Whatever a suspended core should have done, it is a wake-up that it did not get.
static enum awaited really_awaited(enum awaited what, uint32_t core) {
    return what != AWAIT_RESULT && is_suspended(core) ? AWAIT_WAKE_UP : what;
}

static void look_at_clock(struct core *me, struct wait *wait, enum awaited what, uint32_t awaited, uint32_t step) {
    uint64_t now = stamp();
    if (wait->turns == FIRST_LOOK || link_is_busy()) {
        wait->begin = now;
    } else if (now - wait->begin > patience_with(what)) {
        log_silence(me, really_awaited(what, awaited), awaited, wait->begin, step);
    }
    link_alive(me);
}

// A turn of a repeated call that gives up. True when it has lasted long enough: long before any core that waits for this
// one loses its patience. The call itself takes longer than reading the counter, so the clock is looked at in every turn.
bool time_to_give_up(struct core *me, struct wait *wait) {
    if (time_for_a_look(++wait->turns)) {
        stop_if_another_core_ended_the_batch(me);
        link_alive(me);
    }
    uint64_t now = stamp();
    if (wait->turns == 1 || link_is_busy()) {
        wait->begin = now;
    }
    beat(me);
    return now - wait->begin > agent.patience / GIVES_UP_PART;
}

void wait_turn(struct core *me, struct wait *wait, enum awaited what, uint32_t awaited, uint32_t step) {
    wait->turns++;
    if (time_for_a_look(wait->turns) || (what == AWAIT_RESULT && wait->turns > FIRST_LOOK)) {
        stop_if_another_core_ended_the_batch(me);
        look_at_clock(me, wait, what, awaited, step);
    }
    beat(me);
}

// The first core whose need is not met, or NO_CORE. Sets a bit in *absent for each that is excused.
static uint32_t first_unmet(struct core *me, const uint16_t *need, uint32_t *absent) {
    *absent = 0;
    for (uint32_t core = 0; core < core_count; core++) {
        volatile struct core_block *block = &agent.mailbox->core[core];
        if (core == me->number || block->completed >= need[core]) {
            continue;
        }
        load_barrier();
        if (expected_to_run(core)) {
            return core;
        }
        *absent |= 1u << core;
    }
    return NO_CORE;
}

static enum awaited entry_or_progress(uint32_t core) {
    return agent.mailbox->core[core].running ? AWAIT_PROGRESS : AWAIT_ENTRY;
}

// A core may be found absent just before another one, looked at later, starts it and completes its step. So absence
// only excuses when a second look finds the same cores absent: by then everything that the others completed is visible.
//
// A core that goes on is not silent, however many steps are left: the wait begins anew with each that it completes.
void wait_for_needs(struct core *me, const uint16_t *need, uint32_t step) {
    struct wait wait = {0};
    uint32_t awaited = NO_CORE;
    uint32_t completed = 0;
    uint32_t absent_before = 0;
    for (;;) {
        uint32_t absent;
        uint32_t unmet = first_unmet(me, need, &absent);
        if (unmet != NO_CORE) {
            absent_before = 0;
            uint32_t now_completed = agent.mailbox->core[unmet].completed;
            if (unmet != awaited || now_completed != completed) {
                awaited = unmet;
                completed = now_completed;
                wait = (struct wait){0};
            }
            wait_turn(me, &wait, entry_or_progress(unmet), unmet, step);
        } else if (absent == absent_before) {
            load_barrier();
            return;
        } else {
            absent_before = absent;
        }
    }
}

static bool arrived(uint32_t core, uint32_t reached) {
    return agent.mailbox->core[core].reached >= reached || !expected_to_run(core);
}

void meet_at_barrier(struct core *me, const struct step *step, uint32_t index) {
    uint32_t reached = step->phase + 1;
    me->block->reached = reached;
    struct wait wait = {0};
    for (uint32_t core = 0; core < core_count; core++) {
        while (step->together >> core & 1 && core != me->number && !arrived(core, reached)) {
            wait_turn(me, &wait, AWAIT_BARRIER, core, index);
        }
    }
}
