// SPDX-License-Identifier: Apache-2.0
//
// Translation tables for calls with the MMU on. They map the lowest 512 GiB one to one: the 2 MiB blocks that hold the
// image as normal memory, all else as device memory that is never executed. Code and tables never change and nothing
// is stored while the MMU is on, so no cache maintenance is needed after boot. An image that crosses a border of
// 1 GiB is not provided for.

#include "agent.h"

#define ENTRIES 512
#define GIB_SHIFT 30
#define BLOCK_SHIFT 21

#define DESCRIPTOR_BLOCK 0x1
#define DESCRIPTOR_TABLE 0x3
#define ATTRIBUTE_DEVICE (0ull << 2)
#define ATTRIBUTE_NORMAL (1ull << 2)
#define INNER_SHAREABLE (3ull << 8)
#define ACCESS_FLAG (1ull << 10)
#define AP1_RES1_AT_EL2 (1ull << 6)
#define XN_OR_UXN (1ull << 54)
#define PXN (1ull << 53)

#define MAIR 0xff00ull // attribute 0: device nGnRnE, 1: normal write-back

#define TCR_T0SZ_39_BITS 25ull
#define TCR_WRITE_BACK (1ull << 8 | 1ull << 10)
#define TCR_INNER_SHAREABLE (3ull << 12)
#define TCR_EL1_EPD1 (1ull << 23)
#define TCR_EL1_IPS_SHIFT 32
#define TCR_EL2_RES1 (1ull << 31 | 1ull << 23)
#define TCR_EL2_PS_SHIFT 16
#define PA_RANGE_48_BITS 5

struct tables {
    uint64_t gib[ENTRIES];
    uint64_t block[ENTRIES]; // of the GiB with the image
};

static struct tables little_endian __attribute__((aligned(4096)));
static struct tables big_endian __attribute__((aligned(4096)));

static uint64_t device_block(uint64_t address) {
    uint64_t rights = exception_level() == 2 ? XN_OR_UXN | AP1_RES1_AT_EL2 : XN_OR_UXN | PXN;
    return address | rights | ACCESS_FLAG | ATTRIBUTE_DEVICE | DESCRIPTOR_BLOCK;
}

static uint64_t image_block(uint64_t address) {
    uint64_t rights = exception_level() == 2 ? AP1_RES1_AT_EL2 : XN_OR_UXN;
    return address | rights | ACCESS_FLAG | INNER_SHAREABLE | ATTRIBUTE_NORMAL | DESCRIPTOR_BLOCK;
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

static uint64_t pa_range(void) {
    uint64_t range = read_sysreg(id_aa64mmfr0_el1) & 0xf;
    return range < PA_RANGE_48_BITS ? range : PA_RANGE_48_BITS;
}

// The walker reads the tables with the byte order of SCTLR.EE.
void use_translation_tables(bool ee) {
    uint64_t table = (uintptr_t)(ee ? &big_endian : &little_endian);
    uint64_t tcr = TCR_T0SZ_39_BITS | TCR_WRITE_BACK | TCR_INNER_SHAREABLE;
    if (exception_level() == 2) {
        write_sysreg(mair_el2, MAIR);
        write_sysreg(tcr_el2, tcr | TCR_EL2_RES1 | pa_range() << TCR_EL2_PS_SHIFT);
        write_sysreg(ttbr0_el2, table);
        isb();
        __asm__ volatile("tlbi alle2; dsb nsh; isb" : : : "memory");
    } else {
        write_sysreg(mair_el1, MAIR);
        write_sysreg(tcr_el1, tcr | TCR_EL1_EPD1 | pa_range() << TCR_EL1_IPS_SHIFT);
        write_sysreg(ttbr0_el1, table);
        isb();
        __asm__ volatile("tlbi vmalle1; dsb nsh; isb" : : : "memory");
    }
}
