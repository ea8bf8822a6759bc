// SPDX-License-Identifier: Apache-2.0
//
// Layout version 6 of the mailbox, as MAILBOX.md describes it. The offsets are checked at the end.
#ifndef MAILBOX_H
#define MAILBOX_H

#include <stddef.h>
#include <stdint.h>

#include "constants.h"

#define MAILBOX_MAGIC 0x544e474149435350 // "PSCIAGNT"
#define LAYOUT_VERSION 6

#define CORE_BLOCKS (MAX_CORES + 1) // with that of strangers

#define PARKING_SLOT (SLED_SLOTS - 1)
#define PARKING_CONTEXT 0x70617264

#define DTB_OFFSET 0x1000
#define DTB_CAPACITY 0x10000

#define NO_COMMAND 0 // sequence number that no command has
#define NO_PROGRAM 0xffffffffu
#define NO_STEP 0xffffffffu
#define NO_CORE 0xffffffffu
#define NO_PHASE 0xffffu
#define NO_SLOT 0xffffffffu

enum execution_state { EXECUTION_AARCH64 = 64, EXECUTION_AARCH32 = 32 };
enum dtb_state { DTB_COPIED, DTB_NONE, DTB_TOO_LARGE };
enum command { CONFIGURE = 1, RUN, BARE };
enum conduit { CONDUIT_HVC, CONDUIT_SMC };
enum status { OK, SILENT, CRASHED, LOG_OVERFLOW, UNPARKED, STRANGER_CAME, REFUSED, LEFT };
enum awaited { AWAIT_ENTRY = 1, AWAIT_PROGRESS, AWAIT_OFF, AWAIT_BARRIER, AWAIT_RESULT, AWAIT_WAKE_UP };
enum bare_mode { BARE_CALLS = 1, BARE_CYCLES, BARE_RACE };

struct boot_facts {
    uint64_t magic;
    uint32_t layout_version;
    uint32_t boot_count;
    uint64_t image_base;
    uint64_t sled_base;
    uint32_t sled_stride;
    uint32_t sled_slots;
    uint32_t exception_level;
    uint32_t accepted_seq;
    uint64_t mpidr;
    uint64_t cntfrq;
    uint64_t dtb_address;
    uint32_t dtb_offset;
    uint32_t dtb_length;
    uint32_t dtb_state;
    uint32_t execution_state;
    uint64_t mailbox_base;
    uint64_t mailbox_size;
};

struct log_place {
    uint32_t offset;
    uint32_t capacity;
};

struct command_block {
    uint32_t seq;
    uint32_t command;
    uint32_t conduit;
    uint32_t core_count;
    uint64_t patience;
    uint64_t mpidr[MAX_CORES];
    uint32_t program_count;
    uint32_t programs_offset;
    struct log_place logs[CORE_BLOCKS];
    uint32_t gic_version;
    uint32_t reserved;
    uint64_t gic_distributor;
    uint64_t gic_cores;
    uint32_t bare_mode;
    uint32_t bare_count;
    uint32_t bare_calls_offset;
    uint32_t bare_reserved;
    uint64_t bare_ticks;
};

struct core_block {
    uint64_t heartbeat;
    uint32_t completed;
    uint32_t reached;
    uint32_t running;
    uint32_t entries;
    uint32_t starts[MAX_CORES];
    uint32_t log_count;
    uint32_t parked;
    uint32_t suspended;
    uint32_t gic_target;
    uint32_t frozen;
    uint32_t mode;
    uint32_t lasting;
    uint32_t at_link;
    uint32_t reserved[10];
};

// What a boot found there: how far the boot before it had come.
struct before {
    uint32_t program;
    uint32_t log_count[CORE_BLOCKS];
};

struct ending {
    uint32_t status;
    uint32_t seq; // written last
};

struct mailbox {
    struct boot_facts boot;
    uint8_t gap_before_command[0x100 - sizeof(struct boot_facts)];
    struct command_block command;
    uint8_t gap_before_ended[0x100 - sizeof(struct command_block)];
    struct ending ended[CORE_BLOCKS];
    uint32_t program;
    uint32_t reserved;
    uint64_t bare_done;
    uint64_t bare_elapsed;
    uint8_t gap_before_before[0x20];
    struct before before;
    uint8_t gap_before_cores[0x180 - sizeof(struct before)];
    struct core_block core[CORE_BLOCKS];
};

enum step_flags {
    STEP_CHECK = 0x01,
    STEP_NORETURN = 0x02,
    STEP_UNSTAMPED = 0x04,
    STEP_UNTIL_EQUAL = 0x08,
    STEP_UNTIL_DIFFERENT = 0x10,
    STEP_WAKE = 0x20,
    STEP_TIMER = 0x40,
};

// What a call does, or what its success does, that the agent has to know.
enum effects {
    EFFECT_STARTS = 0x01,
    EFFECT_LEAVES = 0x02,
    EFFECT_FREEZES = 0x04,
    EFFECT_SUSPENDS = 0x08,
    EFFECT_SETS_MODE = 0x10,
    EFFECT_LASTS = 0x20,
    EFFECT_GIVES_UP = 0x40,
    EFFECT_ENDS = 0x80,
};

enum dirty {
    DIRTY_MMU = 0x01,
    DIRTY_DAIF = 0x02,
    DIRTY_EE = 0x04,
    DIRTY_VBAR = 0x08,
    DIRTY_REGISTERS = 0x10,
};

struct step {
    uint64_t x[4];
    union {
        uint16_t need[MAX_CORES];
        uint64_t needs[MAX_CORES / 4];
    };
    union {
        struct {
            uint8_t core;
            uint8_t together;
            uint8_t dirty;
            uint8_t flags;
            uint16_t phase;
            uint8_t effects;
            uint8_t skew;
        };
        uint64_t control;
    };
    uint32_t until_value;
    uint32_t until_limit;
};

#define SKEW_UNIT 16 // turns of an empty loop

// The control word of a step with this core and these flags, and nothing else but its phase.
#define STEP_CONTROL(core, flags) ((uint64_t)(flags) << 24 | (core))
#define STEP_CONTROL_PHASE (0xffffull << 32)

enum program_flags { PROGRAM_WAKES = 0x01, PROGRAM_RESTARTS = 0x02 };

struct program {
    uint32_t step_count;
    uint32_t flags;
    uint16_t own_steps[MAX_CORES];
    uint16_t slot_phase[SLED_SLOTS];
    struct step steps[];
};

enum record_kind { RECORD_CALL = 1, RECORD_ENTRY, RECORD_SILENCE, RECORD_CRASH, RECORD_WAKE };

enum call_flags {
    CALL_RETURNED = 0x01,
    CALL_PARKING = 0x02,
    CALL_CHECKED = 0x04,
    CALL_LIMIT = 0x08,
    CALL_SCTLR_CHANGED = 0x10,
    CALL_VBAR_CHANGED = 0x20,
    CALL_DAIF_CHANGED = 0x40,
    CALL_SPSEL_CHANGED = 0x80,
};

// Of a CALL or an ENTRY.
enum { CLEARED = 0x100 };

enum wake_flags { WAKE_TIMER = 0x01 };

struct call_record {
    union {
        struct {
            uint32_t step;
            uint32_t calls;
        };
        uint64_t step_and_calls;
    };
    uint64_t begin;
    uint64_t end;
    uint64_t x[4];
    uint64_t changed;
    uint64_t arguments[4];
    uint64_t cleared;
};

struct entry_record {
    uint32_t slot;
    uint32_t completed;
    uint64_t stamp;
    uint64_t address;
    uint64_t x[4];
    union {
        uint64_t current_el;
        uint64_t cpsr; // in AArch32
    };
    uint64_t daif;
    uint64_t spsel;
    uint64_t sctlr;
    uint64_t mpidr;
    uint64_t cntfrq;
    uint64_t hcr;
    uint64_t cleared;
};

struct silence_record {
    uint32_t awaited;
    uint32_t what;
    uint64_t begin;
    uint64_t end;
    uint32_t step;
};

struct crash_record {
    uint32_t vector;
    uint32_t reserved;
    uint64_t stamp;
    uint64_t esr;
    uint64_t elr;
    uint64_t far;
    uint64_t spsr;
    uint64_t sctlr;
};

struct wake_record {
    uint32_t step;
    uint32_t target;
    uint64_t begin;
    uint64_t end;
};

struct record {
    union {
        struct {
            uint8_t kind;
            uint8_t core;
            uint16_t flags;
            uint32_t program;
        };
        uint64_t head;
    };
    union {
        struct call_record call;
        struct entry_record entry;
        struct silence_record silence;
        struct crash_record crash;
        struct wake_record wake;
        uint64_t words[15];
    };
};

#define AT(type, member, offset) _Static_assert(offsetof(struct type, member) == (offset), #type "." #member)
#define SIZE(type, size) _Static_assert(sizeof(struct type) == (size), #type)

AT(mailbox, boot.accepted_seq, 0x2c);
AT(mailbox, boot.dtb_address, 0x40);
AT(mailbox, boot.execution_state, 0x54);
AT(mailbox, boot.mailbox_size, 0x60);
AT(mailbox, command, 0x100);
AT(mailbox, command.mpidr, 0x118);
AT(mailbox, command.program_count, 0x158);
AT(mailbox, command.logs, 0x160);
AT(mailbox, command.gic_version, 0x1a8);
AT(mailbox, command.gic_cores, 0x1b8);
AT(mailbox, command.bare_mode, 0x1c0);
AT(mailbox, command.bare_ticks, 0x1d0);
AT(mailbox, ended, 0x200);
AT(mailbox, program, 0x248);
AT(mailbox, bare_done, 0x250);
AT(mailbox, bare_elapsed, 0x258);
AT(mailbox, before, 0x280);
AT(mailbox, core, 0x400);
AT(core_block, starts, 0x18);
AT(core_block, log_count, 0x38);
AT(core_block, parked, 0x3c);
AT(core_block, suspended, 0x40);
AT(core_block, gic_target, 0x44);
AT(core_block, lasting, 0x50);
AT(core_block, at_link, 0x54);
SIZE(core_block, 0x80);
AT(step, need, 0x20);
AT(step, core, 0x30);
AT(step, phase, 0x34);
AT(step, effects, 0x36);
AT(step, skew, 0x37);
AT(step, until_limit, 0x3c);
SIZE(step, 0x40);
AT(program, flags, 0x04);
AT(program, own_steps, 0x08);
AT(program, slot_phase, 0x18);
AT(program, steps, 0x98);
AT(record, call.step, 0x08);
AT(record, call.x, 0x20);
AT(record, call.changed, 0x40);
AT(record, call.arguments, 0x48);
AT(record, call.cleared, 0x68);
AT(record, entry.x, 0x20);
AT(record, entry.current_el, 0x40);
AT(record, entry.hcr, 0x70);
AT(record, entry.cleared, 0x78);
AT(record, silence.step, 0x20);
AT(record, crash.sctlr, 0x38);
AT(record, wake.end, 0x18);
SIZE(record, 0x80);

#undef AT
#undef SIZE

#endif
