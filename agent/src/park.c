// SPDX-License-Identifier: Apache-2.0
//
// The end of every program: core 0 is running, all others are OFF.

#include "agent.h"

// So long a core that has called CPU_OFF has for coming back from it, where nobody asks whether it is OFF.
#define TURNS_FOR_CPU_OFF 10000

// The host starts the machine again after every program in which other cores than core 0 took part.
static bool is_left_as_it_is(void) { return agent.program->flags & PROGRAM_RESTARTS; }

// Where an implementation has answered SUCCESS twice for one start, that core comes in once only: it is not waited for
// again once it runs or has parked.
static bool is_still_to_come(uint32_t core) {
    volatile struct core_block *block = &agent.mailbox->core[core];
    return start_outstanding(core) && !block->running && !block->parked;
}

static void wait_for_entry(struct core *me, uint32_t core) {
    struct wait wait = {0};
    while (is_still_to_come(core)) {
        wait_turn(me, &wait, AWAIT_ENTRY, core, NO_STEP);
    }
}

// Whoever is suspended when all steps are done has to be woken; nobody is suspended after that.
static void wake_if_suspended(struct core *me, uint32_t core) {
    if (program_has_wakes() && is_suspended(core)) {
        send_wake(me, core, NO_STEP);
    }
}

static void wait_until_awake(struct core *me, uint32_t core) {
    struct wait wait = {0};
    while (is_suspended(core)) {
        wait_turn(me, &wait, AWAIT_WAKE_UP, core, NO_STEP);
    }
}

static void wait_until_off_is_issued(struct core *me, uint32_t core) {
    struct wait wait = {0};
    while (agent.mailbox->core[core].running) {
        wait_turn(me, &wait, AWAIT_OFF, core, NO_STEP);
    }
}

static bool is_off(const struct step *step, uint32_t result) {
    (void)step;
    return result == AFFINITY_OFF;
}

static bool still_on_or_pending(uint32_t result) { return result == PSCI_ALREADY_ON || result == PSCI_ON_PENDING; }

static bool is_back(const struct step *step, uint32_t result) {
    return !still_on_or_pending(result) || expected_to_run(core_with_mpidr(step->x[1]));
}

// A core that is still on its way out may return from that call after all: then nobody has to start it.
static void bring_back(struct core *me, uint32_t core) {
    struct step cpu_on = {.x = {PSCI_CPU_ON, core_mpidr[core],
                                (uintptr_t)entry_sled + PARKING_SLOT * SLED_STRIDE, PARKING_CONTEXT},
                          .effects = EFFECT_STARTS};
    call_until(me, &cpu_on, NO_STEP, is_back);
    if (!expected_to_run(core)) {
        end_batch(me, UNPARKED);
    }
}

static void set_mode_back(struct core *me) {
    static const struct step set_mode = {.x = {PSCI_SET_SUSPEND_MODE, PLATFORM_COORDINATED}};
    if (call_once(me, &set_mode, NO_STEP) != PSCI_SUCCESS) {
        end_batch(me, UNPARKED);
    }
}

// What programs do to the machine as a whole.
static void restore_machine(struct core *me, uint32_t participants) {
    bool mode_was_set = false;
    for (uint32_t core = 0; core < core_count; core++) {
        volatile struct core_block *block = &agent.mailbox->core[core];
        if (participants >> core & 1) {
            if (block->lasting) {
                end_batch(me, UNPARKED);
            }
            mode_was_set |= block->mode != PLATFORM_COORDINATED;
        }
    }
    if (mode_was_set) {
        set_mode_back(me);
    }
}

// Returns the set of cores that took part in the program.
uint32_t park_boot_core(struct core *me) {
    uint32_t participants = 1;
    for (uint32_t core = 1; core < core_count; core++) {
        if (is_frozen(core) && !is_left_as_it_is()) {
            bring_back(me, core);
        }
        if (was_started(core)) {
            participants |= 1u << core;
            wait_for_entry(me, core);
        }
    }
    for (uint32_t core = 1; core < core_count; core++) {
        wake_if_suspended(me, core);
    }
    for (uint32_t core = 1; core < core_count; core++) {
        if (participants >> core & 1) {
            struct step affinity_info = {.x = {PSCI_AFFINITY_INFO, core_mpidr[core]}};
            wait_until_awake(me, core);
            wait_until_off_is_issued(me, core);
            if (!is_left_as_it_is()) {
                call_until(me, &affinity_info, NO_STEP, is_off);
            }
        }
    }
    if (is_left_as_it_is() && participants != 1) {
        spin(TURNS_FOR_CPU_OFF);
        end_batch(me, LEFT);
    }
    restore_machine(me, participants);
    clear_wakes(); // nobody is left who could send another one
    return participants;
}

static uint32_t lowest_awake(void) {
    uint32_t core = 0;
    while (core < core_count && (!expected_to_run(core) || is_suspended(core))) {
        core++;
    }
    return core;
}

// Nobody has to be brought back: when all others have been heard of the program is over.
static _Noreturn void leave_without_boot_core(struct core *me) {
    for (uint32_t core = 1; core < core_count; core++) {
        wake_if_suspended(me, core);
    }
    for (uint32_t core = 1; core < core_count; core++) {
        wait_until_awake(me, core);
    }
    end_batch(me, LEFT);
}

// Without core 0 the lowest core has to bring it back. A start that is still on its way could turn out to be lower.
static void make_sure_of_boot_core(struct core *me) {
    if (is_suspended(0) && lowest_awake() == me->number) {
        wake_if_suspended(me, 0);
        wait_until_awake(me, 0);
    }
    if (expected_to_run(0)) {
        return;
    }
    for (uint32_t core = 1; core < core_count; core++) {
        wait_for_entry(me, core);
    }
    if (lowest_awake() == me->number) {
        if (is_left_as_it_is()) {
            leave_without_boot_core(me);
        }
        bring_back(me, 0);
    }
}

_Noreturn void park_secondary(struct core *me) {
    static const struct step cpu_off = {.x = {PSCI_CPU_OFF}, .effects = EFFECT_LEAVES};
    make_sure_of_boot_core(me);
    clear_wakes();
    me->block->parked = 1;
    store_barrier();
    call_once(me, &cpu_off, NO_STEP);
    end_batch(me, UNPARKED);
}
