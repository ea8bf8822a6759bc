// SPDX-License-Identifier: Apache-2.0
//
// Translation tables for calls with the MMU on, in the long-descriptor format. They map the lowest 512 GiB (of AArch32
// the 4 GiB that it has) one to one: the 2 MiB blocks that hold the image as normal memory, all else as device memory
// that is never executed. Code and tables never change and nothing is stored while the MMU is on, so no cache
// maintenance is needed after boot. An image that crosses a border of 1 GiB is not provided for.

#include "translation.h"

#define ENTRIES 512
#define GIB_SHIFT 30
#define BLOCK_SHIFT 21

#define DESCRIPTOR_BLOCK 0x1
#define DESCRIPTOR_TABLE 0x3
#define ATTRIBUTE_DEVICE (0ull << 2)
#define ATTRIBUTE_NORMAL (1ull << 2)
#define INNER_SHAREABLE (3ull << 8)
#define ACCESS_FLAG (1ull << 10)

struct tables {
    uint64_t gib[ENTRIES];
    uint64_t block[ENTRIES]; // of the GiB with the image
};

static struct tables little_endian __attribute__((aligned(4096)));
static struct tables big_endian __attribute__((aligned(4096)));

static uint64_t device_block(uint64_t address) {
    return address | device_rights() | ACCESS_FLAG | ATTRIBUTE_DEVICE | DESCRIPTOR_BLOCK;
}

static uint64_t image_block(uint64_t address) {
    return address | image_rights() | ACCESS_FLAG | INNER_SHAREABLE | ATTRIBUTE_NORMAL | DESCRIPTOR_BLOCK;
}

void build_translation_tables(void) {
    uint64_t first = (uintptr_t)image_start >> BLOCK_SHIFT;
    uint64_t last = ((uintptr_t)image_end - 1) >> BLOCK_SHIFT;
    uint64_t gib = (uintptr_t)image_start >> GIB_SHIFT;
    for (uint64_t i = 0; i < ENTRIES; i++) {
        uint64_t block = gib * ENTRIES + i;
        bool image = first <= block && block <= last;
        little_endian.gib[i] = device_block(i << GIB_SHIFT);
        little_endian.block[i] = (image ? image_block : device_block)(block << BLOCK_SHIFT);
    }
    for (uint64_t i = 0; i < ENTRIES; i++) {
        big_endian.gib[i] = __builtin_bswap64(little_endian.gib[i]);
        big_endian.block[i] = __builtin_bswap64(little_endian.block[i]);
    }
    little_endian.gib[gib] = (uintptr_t)little_endian.block | DESCRIPTOR_TABLE;
    big_endian.gib[gib] = __builtin_bswap64((uintptr_t)big_endian.block | DESCRIPTOR_TABLE);
    full_barrier();
}

// The walker reads the tables with the byte order of SCTLR.EE.
void use_translation_tables(bool ee) { translate_by((uintptr_t)(ee ? &big_endian : &little_endian)); }
