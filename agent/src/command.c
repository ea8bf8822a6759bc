// SPDX-License-Identifier: Apache-2.0
//
// Core 0 takes commands from the host and takes care that the programs of a batch follow each other.

#include "link.h"

#define LEAST_LOG_CAPACITY 4
#define LEAST_STRANGER_LOG_CAPACITY 2

static volatile struct command_block *command(void) { return &agent.mailbox->command; }

static bool sensible_gic(void) {
    uint32_t version = command()->gic_version;
    bool sensible = version == 0 || version == 2 || version == 3;
    for (uint32_t core = 0; version == 3 && core < command()->core_count; core++) {
        sensible = sensible && gic_find_redistributor(command()->gic_cores, command()->mpidr[core]) != 0;
    }
    return sensible;
}

static bool sensible_configuration(void) {
    uint32_t count = command()->core_count;
    return command()->conduit <= CONDUIT_SMC && count >= 1 && count <= MAX_CORES &&
           command()->mpidr[0] == (read_sysreg(MPIDR) & MPIDR_AFFINITY) && sensible_gic();
}

static enum status configure(void) {
    if (!sensible_configuration()) {
        return REFUSED;
    }
    agent.conduit = command()->conduit;
    agent.patience = command()->patience;
    core_count = command()->core_count;
    for (uint32_t core = 0; core < core_count; core++) {
        core_mpidr[core] = command()->mpidr[core];
    }
    forget_starts(ALL_CORES);
    gic_configure(command()->gic_version, command()->gic_distributor, command()->gic_cores);
    return OK;
}

static bool sensible_log(uint32_t core) {
    uint64_t offset = command()->logs[core].offset;
    uint64_t capacity = command()->logs[core].capacity;
    uint32_t least = core == STRANGER ? LEAST_STRANGER_LOG_CAPACITY : LEAST_LOG_CAPACITY;
    return capacity >= least && offset % 8 == 0 && offset + capacity * sizeof(struct record) <= mailbox_size;
}

static bool sensible_logs(void) {
    bool sensible = sensible_log(STRANGER);
    for (uint32_t core = 0; core < core_count; core++) {
        sensible = sensible && sensible_log(core);
    }
    return sensible;
}

bool open_logs(void) {
    if (!sensible_logs()) {
        return false;
    }
    for (uint32_t number = 0; number < CORE_BLOCKS; number++) {
        struct core *core = &agent.cores[number];
        bool used = number < core_count || number == STRANGER;
        core->log = (struct record *)((uintptr_t)agent.mailbox + command()->logs[number].offset);
        core->log_capacity = used ? command()->logs[number].capacity : 0;
        core->block->log_count = 0;
    }
    return true;
}

static void set_program(struct core *me, uint32_t index) {
    agent.program_index = index;
    agent.mailbox->program = index;
    begin_with_wakes(me);
    link_alive(me);
}

static enum status begin_batch(struct core *me) {
    if (agent.patience == 0 || command()->programs_offset % 8 != 0 || !open_logs()) {
        return REFUSED;
    }
    agent.program_count = command()->program_count;
    agent.program =
        (const struct program *)((uintptr_t)agent.mailbox + command()->programs_offset);
    set_program(me, 0);
    return OK;
}

static void next_program(struct core *me) {
    agent.program = (const struct program *)&agent.program->steps[agent.program->step_count];
    set_program(me, agent.program_index + 1);
}

static void run_batch(struct core *me) {
    while (agent.program_index < agent.program_count) {
        walk_queue(me);
        wait_for_needs(me, agent.program->own_steps, NO_STEP);
        forget_starts(park_boot_core(me));
        next_program(me);
    }
    set_program(me, NO_PROGRAM);
    write_ending(me, OK);
}

static void wait_for_command(struct core *me) {
    uint32_t seq;
    link_listen(me, LINK_IDLE);
    while ((seq = command()->seq) == agent.seq || seq == NO_COMMAND) {
        beat(me);
        link_turn(me);
    }
    link_leave(me);
    load_barrier();
    agent.seq = seq;
    agent.mailbox->boot.accepted_seq = seq;
}

static enum status begin_command(struct core *me) {
    switch (command()->command) {
    case CONFIGURE:
        return configure();
    case RUN:
        return begin_batch(me);
    case BARE:
        return run_bare(me);
    default:
        return REFUSED;
    }
}

static bool batch_is_running(void) { return agent.program_index != NO_PROGRAM; }

// Core 0 comes here at boot, and again whenever it was off in the middle of a program.
_Noreturn void serve(struct core *me) {
    for (;;) {
        if (batch_is_running()) {
            run_batch(me);
        }
        wait_for_command(me);
        enum status status = begin_command(me);
        if (!batch_is_running()) {
            write_ending(me, status);
        }
    }
}
