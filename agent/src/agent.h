// SPDX-License-Identifier: Apache-2.0
//
// What the parts of the agent know of each other.
#ifndef AGENT_H
#define AGENT_H

#include <stdbool.h>
#include <stdint.h>

#include "cpu.h"
#include "exception.h"
#include "mailbox.h"

// All symbols are reached relative to the program counter, none through a table that would need relocation.
#pragma GCC visibility push(hidden)

// What the agent knows of PSCI for the calls that it makes by itself; cpu.h has the rest.
#define PSCI_CPU_OFF 0x84000002u
#define PSCI_SET_SUSPEND_MODE 0x8400000fu
#define PLATFORM_COORDINATED 0
#define PSCI_SUCCESS 0
#define PSCI_ALREADY_ON ((uint32_t)-4)
#define PSCI_ON_PENDING ((uint32_t)-5)
#define AFFINITY_OFF 1

#define MPIDR_AFFINITY 0xff00ffffffu
#define ALL_CORES ((1u << MAX_CORES) - 1)

// What a core knows of itself. It outlives the stack, which every entry begins anew.
struct core {
    uint32_t number;
    volatile struct core_block *block;
    struct record *log;
    uint32_t log_capacity;
    uintptr_t redistributor; // with GICv3
};

struct gic {
    uint32_t version; // 0 = none that we know of
    uintptr_t distributor;
    uintptr_t cores; // CPU interface (2) or redistributors (3)
};

// What CONFIGURE and RUN said. Written by core 0 while it is alone.
struct agent {
    volatile struct mailbox *mailbox;
    uint64_t patience;
    uint32_t conduit;
    uint32_t seq;
    uint32_t program_index; // NO_PROGRAM outside of a batch
    uint32_t program_count;
    const struct program *program;
    struct gic gic;
    struct core cores[CORE_BLOCKS];
};

extern struct agent agent;
extern uint64_t core_mpidr[MAX_CORES]; // these two are read by take_stack
extern uint32_t core_count;

// Labels in the image.
extern const char image_start[], image_end[], entry_sled[], vectors[], other_vectors[], off_by_hvc[], off_by_smc[];
extern const uint64_t mailbox_address, mailbox_size;
extern const uint32_t serial_kind, serial_shift;
extern const uint64_t serial_address;

// command.c
_Noreturn void serve(struct core *me);
bool open_logs(void); // false if they make no sense

// queue.c
void walk_queue(struct core *me);
void skip_steps(struct core *me, uint32_t phase);
static inline bool step_needs_anything(const struct step *step) { return (step->needs[0] | step->needs[1]) != 0; }

// call.c
typedef bool result_settled(const struct step *step, uint32_t result);
uint32_t call_once(struct core *me, const struct step *step, uint32_t index);
void call_until(struct core *me, const struct step *step, uint32_t index, result_settled *settled);

// park.c
uint32_t park_boot_core(struct core *me);
_Noreturn void park_secondary(struct core *me);

// entry.c
struct arrival;
_Noreturn void core_entered_elsewhere(struct core *me, const struct arrival *arrival, uint32_t phase);

// gic.c
void gic_configure(uint32_t version, uintptr_t distributor, uintptr_t cores);
uintptr_t gic_find_redistributor(uintptr_t frame, uint64_t mpidr);
void gic_prepare_distributor(void);
void gic_prepare_core(struct core *me);
void gic_send(struct core *me, uint32_t target);
void gic_end_all(void);

// wake.c
bool program_has_wakes(void);
void begin_with_wakes(struct core *me);
uint64_t enter_with_wakes(struct core *me);
uint64_t clear_wakes(void);
void send_wake(struct core *me, uint32_t target, uint32_t index);
void arm_timer(struct core *me, const struct step *step, uint32_t index);
void arm_timer_again(struct core *me, const struct step *step);

// bare.c
enum status run_bare(struct core *me);

// expectation.c
bool start_outstanding(uint32_t core);
bool expected_to_run(uint32_t core);
bool was_started(uint32_t core);
bool is_suspended(uint32_t core);
bool is_frozen(uint32_t core);
void count_entry(struct core *me);
void count_start(struct core *me, const struct step *step);
uint32_t core_with_mpidr(uint64_t mpidr);
uint64_t argument(const struct step *step, unsigned n);
void forget_starts(uint32_t cores);

// wait.c
struct wait {
    uint64_t turns;
    uint64_t begin;
};
void wait_turn(struct core *me, struct wait *wait, enum awaited what, uint32_t awaited, uint32_t step);
bool time_to_give_up(struct core *me, struct wait *wait);
void wait_for_needs(struct core *me, const uint16_t *need, uint32_t step);
void meet_at_barrier(struct core *me, const struct step *step, uint32_t index);
void beat(struct core *me);
_Noreturn void halt(struct core *me);

// ending.c
_Noreturn void log_silence(struct core *me, enum awaited what, uint32_t awaited, uint64_t begin, uint32_t step);
_Noreturn void end_batch(struct core *me, enum status status);
_Noreturn void core_crashed(struct core *me, const struct exception *exception);
void write_ending(struct core *me, enum status status);

// mmu.c
void build_translation_tables(void);
void use_translation_tables(bool big_endian);

#pragma GCC visibility pop

#endif
