// SPDX-License-Identifier: Apache-2.0
//
// What the parts of the firmware tell each other, in the order in which a reader meets them.
#ifndef TESTFW_H
#define TESTFW_H

#include <stdbool.h>
#include <stdint.h>

#include "bugs.h"
#include "constants.h"
#include "cpu.h"

// PSCI return values.
#define SUCCESS 0
#define NOT_SUPPORTED (-1)
#define INVALID_PARAMETERS (-2)
#define DENIED (-3)
#define ALREADY_ON (-4)
#define ON_PENDING_ALREADY (-5)
#define INVALID_ADDRESS (-9)

#define VERSION_0_2 0x00000002u

// What AFFINITY_INFO answers.
enum state { ON = 0, OFF = 1, ON_PENDING = 2 };

// What a core in state ON is doing.
enum activity { RUNNING, IN_STANDBY, IN_POWER_DOWN };

// States of a power cluster, from shallow to deep.
enum depth { RUN, RETENTION, POWER_DOWN, DEPTHS };

// Where and how a core enters the payload.
struct start {
    uint64_t entry;
    uint64_t context;
    bool big_endian;
};

struct core {
    uint64_t mpidr; // affinity fields only
    enum state state;
    enum activity activity;
    enum depth vote;    // the deepest state of its cluster that it permits
    struct start start; // of the CPU_ON or CPU_SUSPEND that is under way
    // For bugs only:
    uint64_t entry_of_cpu_on;
    bool restart;             // CPU_ON has started it although it was suspended
    bool drawn_in;            // it is to be suspended with its sibling, and then to
    struct start drawn_start; // enter here
};

struct cluster {
    enum depth state;
    uint32_t entered[DEPTHS]; // how often it went there from a shallower state
};

// x0..x30 of the payload, as vectors.S saves them.
struct frame {
    uint64_t x[32];
};

// boot.c
extern struct core cores[MAX_CORES];
extern unsigned core_count;
struct core *this_core(void);

// lock.c: one lock for all that cores share.
void lock(void);
void unlock(void);

// psci.c
void call_taken(struct frame *frame, uint64_t vector);

// power.c
void set_up_power(void);
int64_t cpu_on(uint64_t target, struct start start);
int64_t cpu_off(void);
int64_t affinity_info(uint64_t target, uint32_t level);
_Noreturn void wait_for_start(struct core *core);
void vote(struct core *core, enum depth deepest);

// suspend.c
int64_t cpu_suspend(uint32_t power_state, struct start start, struct frame *frame);
void interrupt_taken(void);

// enter.c, enter.S
bool valid_entry(uint64_t entry);
int64_t invalid_entry(void);
bool caller_is_big_endian(void);
_Noreturn void enter_payload(struct start start, bool wakes);
_Noreturn void leave_for_payload(uint64_t entry, uint64_t context, uint64_t spsr);

// gic.c
unsigned gic_find_cores(void);
void gic_set_up(void);
void gic_set_up_interface(void);
void gic_lose_interface(void);
void gic_deafen(void);
void gic_ring(const struct core *core);
bool gic_answer(void);

// system.c
_Noreturn void system_off(void);
_Noreturn void system_reset(void);
_Noreturn void fatal(uint64_t vector);

#endif
