// SPDX-License-Identifier: Apache-2.0
//
// The boot core introduces itself to the host.

#include "link.h"

#define MAILBOX_DISTANCE 0x200000 // from the image, unless the host patched an address

#define FDT_MAGIC 0xd00dfeedu
#define FDT_ALIGNMENT 8
#define FDT_TERMINATOR_SIZE 16

struct fdt_header { // big-endian
    uint32_t magic;
    uint32_t total_size;
    uint32_t structure_offset;
    uint32_t strings_offset;
    uint32_t reservations_offset;
    uint32_t version;
    uint32_t last_compatible_version;
    uint32_t boot_cpu;
    uint32_t strings_size;
    uint32_t structure_size;
};

struct agent agent;
uint64_t core_mpidr[MAX_CORES];
uint32_t core_count;

static char *mailbox_place(void) {
    uintptr_t address = mailbox_address;
    return (char *)(address != 0 ? address : (uintptr_t)image_start + MAILBOX_DISTANCE);
}

static void clear_words(volatile struct mailbox *mailbox) {
    for (uint32_t core = 0; core < CORE_BLOCKS; core++) {
        volatile struct core_block *block = &mailbox->core[core];
        mailbox->ended[core].seq = NO_COMMAND;
        mailbox->ended[core].status = OK;
        block->running = 0;
        block->suspended = 0;
        block->gic_target = 0;
        block->frozen = 0;
        block->log_count = 0;
        block->at_link = 0;
    }
    mailbox->program = NO_PROGRAM;
    mailbox->bare_done = 0;
    mailbox->bare_elapsed = 0;
}

// Memory may survive a reset of the machine, and the logs with it.
static void keep_what_was_before(volatile struct mailbox *mailbox) {
    bool survived = mailbox->boot.magic == MAILBOX_MAGIC && mailbox->boot.boot_count != 0;
    mailbox->before.program = survived ? mailbox->program : NO_PROGRAM;
    for (uint32_t core = 0; core < CORE_BLOCKS; core++) {
        mailbox->before.log_count[core] = survived ? mailbox->core[core].log_count : 0;
    }
}

static uint32_t max(uint32_t a, uint32_t b) { return a > b ? a : b; }

// A tree may be followed by a lot of unused space, so total_size says too much.
static uint32_t used_size(const volatile struct fdt_header *header) {
    uint32_t structure_end = __builtin_bswap32(header->structure_offset) + __builtin_bswap32(header->structure_size);
    uint32_t strings_end = __builtin_bswap32(header->strings_offset) + __builtin_bswap32(header->strings_size);
    uint32_t reservations = __builtin_bswap32(header->reservations_offset) + FDT_TERMINATOR_SIZE;
    return max(max(structure_end, strings_end), reservations);
}

static void copy_device_tree(volatile struct mailbox *mailbox, uintptr_t address) {
    volatile struct boot_facts *boot = &mailbox->boot;
    const volatile struct fdt_header *header = (const volatile struct fdt_header *)address;
    boot->dtb_address = address;
    boot->dtb_offset = DTB_OFFSET;
    boot->dtb_length = 0;
    if (address == 0 || address % FDT_ALIGNMENT != 0 || __builtin_bswap32(header->magic) != FDT_MAGIC) {
        boot->dtb_state = DTB_NONE;
        return;
    }
    uint32_t length = used_size(header);
    if (length > DTB_CAPACITY) {
        boot->dtb_state = DTB_TOO_LARGE;
        return;
    }
    const volatile uint8_t *from = (const volatile uint8_t *)address;
    volatile uint8_t *to = (volatile uint8_t *)mailbox + DTB_OFFSET;
    for (uint32_t i = 0; i < length; i++) {
        to[i] = from[i];
    }
    boot->dtb_length = length;
    boot->dtb_state = DTB_COPIED;
}

static void introduce(volatile struct mailbox *mailbox) {
    volatile struct boot_facts *boot = &mailbox->boot;
    boot->magic = MAILBOX_MAGIC;
    boot->layout_version = LAYOUT_VERSION;
    boot->image_base = (uintptr_t)image_start;
    boot->sled_base = (uintptr_t)entry_sled;
    boot->sled_stride = SLED_STRIDE;
    boot->sled_slots = SLED_SLOTS;
    boot->execution_state = EXECUTION_STATE;
    boot->exception_level = exception_level();
    boot->accepted_seq = agent.seq;
    boot->mpidr = read_sysreg(MPIDR);
    boot->cntfrq = read_sysreg(CNTFRQ);
    boot->mailbox_base = (uintptr_t)mailbox;
    boot->mailbox_size = mailbox_size;
}

static void set_up_cores(volatile struct mailbox *mailbox) {
    for (uint32_t core = 0; core < CORE_BLOCKS; core++) {
        agent.cores[core].number = core;
        agent.cores[core].block = &mailbox->core[core];
    }
    core_mpidr[0] = read_sysreg(MPIDR) & MPIDR_AFFINITY;
    core_count = 1;
}

static struct uart serial_line(uintptr_t device_tree) {
    if (serial_kind == UART_IN_TREE) {
        return uart_in_tree(device_tree);
    }
    return (struct uart){serial_kind, serial_shift, (uintptr_t)serial_address};
}

_Noreturn void boot_core(uintptr_t device_tree) {
    volatile struct mailbox *mailbox = (volatile struct mailbox *)mailbox_place();
    agent.mailbox = mailbox;
    agent.program_index = NO_PROGRAM;
    agent.seq = mailbox->command.seq; // a command from before this boot is not for us
    set_up_cores(mailbox);
    keep_what_was_before(mailbox);
    clear_words(mailbox);
    forget_starts(ALL_CORES);
    build_translation_tables();
    copy_device_tree(mailbox, device_tree);
    introduce(mailbox);
    store_barrier();
    mailbox->boot.boot_count++;
    mailbox->core[0].running = 1;
    link_prepare(serial_line(device_tree));
    serve(&agent.cores[0]);
}
