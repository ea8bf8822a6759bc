// SPDX-License-Identifier: Apache-2.0
//
// Cold boot. Core 0 prepares what all share; the others wait for its ring before they look at RAM, which after a reset
// still holds the past.

#include "testfw.h"

#define DEVICE_TREE 0x40000000u // where the machine puts it

struct core cores[MAX_CORES];
unsigned core_count;

extern char bss_start[], bss_end[];
_Noreturn void cold_boot(void);

struct core *this_core(void) { return &cores[read_sysreg(mpidr_el1) & 0xff]; }

static void clear_memory(void) {
    for (volatile uint64_t *word = (uint64_t *)bss_start; word < (uint64_t *)bss_end; word++) {
        *word = 0;
    }
}

static _Noreturn void start_payload(struct core *core) {
    core->state = ON;
    come_up(core);
    enter_payload((struct start){.entry = parameters.payload, .context = DEVICE_TREE}, false);
}

_Noreturn void cold_boot(void) {
    struct core *core = this_core();
    gic_set_up_interface();
    if (core != &cores[0]) {
        while (!gic_answer()) {
            wait_for_interrupt();
        }
        wait_for_start(core);
    }
    clear_memory();
    core_count = gic_find_cores();
    set_up_tree();
    gic_set_up();
    full_barrier();
    for (unsigned i = 1; i < core_count; i++) {
        gic_ring(&cores[i]);
    }
    start_payload(core);
}
