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

#define ALL_RUN ((struct path){{RUN, RUN, RUN}})
#define ALL_DOWN ((struct path){{POWER_DOWN, POWER_DOWN, POWER_DOWN}})

// What AFFINITY_INFO answers.
enum state { ON = 0, OFF = 1, ON_PENDING = 2 };

// What a core in state ON is doing.
enum activity { RUNNING, IN_STANDBY, IN_POWER_DOWN };

// Power levels. What they group is a matter of its own, apart from affinity.
enum level { CORE, CLUSTER, SYSTEM, LEVELS };

// What a node of the power tree can be in, from shallow to deep. Only cores have STANDBY.
enum depth { RUN, STANDBY, RETENTION, POWER_DOWN, DEPTHS };

// A core and the nodes above it: one state for each level, none deeper than the one before.
struct path {
    enum depth at[LEVELS];
};

// What a power_state value asks for.
struct composite {
    uint32_t id; // StateID without the claim
    enum level level; // the highest that does not stay in RUN
    struct path path;
};

struct node {
    enum depth state;
    uint64_t since;           // when it went there; 0 if it was there at boot, which does not count
    uint64_t entered[DEPTHS]; // how often it went there
    uint64_t ticks[DEPTHS];   // and for how long, as far as it has left again
};

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
    struct path vote;   // the deepest states that it permits
    struct start start; // of the CPU_ON or CPU_SUSPEND that is under way
    // For bugs only:
    uint64_t entry_of_cpu_on;
    bool restart;             // CPU_ON has started it although it was suspended
    bool drawn_in;            // it is to be suspended with its sibling, and then to
    struct start drawn_start; // enter here
    bool released;            // it is to start, whatever its state says
    uint32_t own_lock;
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
void take(uint32_t *word); // a lock of one's own, for a bug
void give(uint32_t *word);

// psci.c
void call_taken(struct frame *frame, uint64_t vector);

// power.c
struct core *find_core(uint64_t target);
bool others_are_off(const struct core *core);
int64_t cpu_on(uint64_t target, struct start start);
int64_t cpu_off(void);
int64_t affinity_info(uint64_t target, uint32_t level);
_Noreturn void wait_for_start(struct core *core);

// tree.c; the lock is held, except for node_above and share_node.
void set_up_tree(void);
struct node *node_above(const struct core *core, enum level level);
bool share_node(const struct core *one, const struct core *other, enum level level);
void come_up(struct core *core);
void vote(struct core *core, struct path deepest);
void order(struct core *core, struct path states, enum level highest);
void leave(struct core *core);
void count_too_early(const struct core *core, struct path wanted); // for a bug

// states.c
bool offers_os_initiated(void);
const struct composite *find_composite(uint32_t power_state);
unsigned claim_of(uint32_t power_state);
bool claim_is_valid(const struct composite *composite, uint32_t power_state);

// mode.c; the lock is held, except for set_suspend_mode.
bool os_initiated(void);
void note_suspension(void);
int64_t set_suspend_mode(uint32_t wanted);

// osi.c; the lock is held.
int64_t check_order(const struct core *core, struct path wanted, enum level claim);

// suspend.c
int64_t cpu_suspend(uint32_t power_state, struct start start, struct frame *frame);
void interrupt_taken(void);
_Noreturn void power_down(struct core *core, struct start start); // with the lock

// sysuspend.c
int64_t system_suspend(struct start start);

// stat.c
uint64_t stat_count(uint64_t target, uint32_t power_state);
uint64_t stat_residency(uint64_t target, uint32_t power_state);

// hwstate.c
int64_t node_hw_state(uint64_t target, uint32_t level);

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
