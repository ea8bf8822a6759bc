// SPDX-License-Identifier: Apache-2.0
//
// The calls: which function an SMC is of, its arguments and its result in the width that goes with the id.

#include "testfw.h"

#define ESR_CLASS_SMC_AARCH32 0x13u
#define ESR_CLASS_SMC_AARCH64 0x17u

#define SMC64 0x40000000u

#define PSCI_VERSION 0x84000000u
#define CPU_SUSPEND 0x84000001u
#define CPU_OFF 0x84000002u
#define CPU_ON 0x84000003u
#define AFFINITY_INFO 0x84000004u
#define MIGRATE_INFO_TYPE 0x84000006u
#define SYSTEM_OFF 0x84000008u
#define SYSTEM_RESET 0x84000009u
#define PSCI_FEATURES 0x8400000au
#define NODE_HW_STATE 0x8400000du
#define SYSTEM_SUSPEND 0x8400000eu
#define PSCI_SET_SUSPEND_MODE 0x8400000fu
#define PSCI_STAT_RESIDENCY 0x84000010u
#define PSCI_STAT_COUNT 0x84000011u

#define NO_MIGRATION 2
#define FEATURE_OS_INITIATED (1 << 0)
#define FEATURE_EXTENDED_POWER_STATE (1 << 1)

static int64_t features_of_cpu_suspend(void) {
    return (offers_os_initiated() != bug(FEATURES_OSI_BIT_INCONSISTENT) ? FEATURE_OS_INITIATED : 0) |
           (parameters.extended_power_state != 0 ? FEATURE_EXTENDED_POWER_STATE : 0);
}

static int64_t features(uint32_t function) {
    switch (function) {
    case CPU_SUSPEND:
    case CPU_SUSPEND | SMC64:
        return features_of_cpu_suspend();
    case PSCI_SET_SUSPEND_MODE:
        return offers_os_initiated() ? 0 : NOT_SUPPORTED;
    case PSCI_VERSION:
    case CPU_OFF:
    case CPU_ON:
    case CPU_ON | SMC64:
    case AFFINITY_INFO:
    case AFFINITY_INFO | SMC64:
    case MIGRATE_INFO_TYPE:
    case SYSTEM_OFF:
    case SYSTEM_RESET:
    case PSCI_FEATURES:
    case NODE_HW_STATE:
    case NODE_HW_STATE | SMC64:
    case SYSTEM_SUSPEND:
    case SYSTEM_SUSPEND | SMC64:
    case PSCI_STAT_RESIDENCY:
    case PSCI_STAT_RESIDENCY | SMC64:
    case PSCI_STAT_COUNT:
    case PSCI_STAT_COUNT | SMC64:
        return 0;
    default:
        return NOT_SUPPORTED;
    }
}

// Version 0.2 asks that the width of the id is that of the caller.
static bool wrong_width(uint32_t function) {
    return parameters.psci_version == VERSION_0_2 && (function & SMC64) == 0;
}

// What version 0.2 does not have.
static int64_t call_of_1_0(uint32_t function, const uint64_t *x) {
    switch (function) {
    case PSCI_FEATURES:
        return features((uint32_t)x[1]);
    case NODE_HW_STATE:
    case NODE_HW_STATE | SMC64:
        return node_hw_state(x[1], (uint32_t)x[2]);
    case SYSTEM_SUSPEND:
    case SYSTEM_SUSPEND | SMC64:
        return system_suspend((struct start){.entry = x[1], .context = x[2], .big_endian = caller_is_big_endian()});
    case PSCI_SET_SUSPEND_MODE:
        return offers_os_initiated() ? set_suspend_mode((uint32_t)x[1]) : NOT_SUPPORTED;
    case PSCI_STAT_RESIDENCY:
    case PSCI_STAT_RESIDENCY | SMC64:
        return (int64_t)stat_residency(x[1], (uint32_t)x[2]);
    case PSCI_STAT_COUNT:
    case PSCI_STAT_COUNT | SMC64:
        return (int64_t)stat_count(x[1], (uint32_t)x[2]);
    default:
        return NOT_SUPPORTED;
    }
}

static int64_t call(uint32_t function, const uint64_t *x, struct frame *frame) {
    struct start start = {.entry = x[2], .context = x[3], .big_endian = caller_is_big_endian()};
    switch (function) {
    case CPU_SUSPEND:
    case CPU_SUSPEND | SMC64:
        return wrong_width(function) ? INVALID_PARAMETERS : cpu_suspend((uint32_t)x[1], start, frame);
    case CPU_ON:
    case CPU_ON | SMC64:
        return wrong_width(function) ? INVALID_PARAMETERS : cpu_on(x[1], start);
    case AFFINITY_INFO:
    case AFFINITY_INFO | SMC64:
        return wrong_width(function) ? INVALID_PARAMETERS : affinity_info(x[1], (uint32_t)x[2]);
    case PSCI_VERSION:
        return parameters.psci_version;
    case CPU_OFF:
        return cpu_off();
    case MIGRATE_INFO_TYPE:
        return NO_MIGRATION;
    case SYSTEM_OFF:
        system_off();
    case SYSTEM_RESET:
        system_reset();
    default:
        return parameters.psci_version == VERSION_0_2 ? NOT_SUPPORTED : call_of_1_0(function, x);
    }
}

void call_taken(struct frame *frame, uint64_t vector) {
    uint64_t syndrome = read_sysreg(esr_el3);
    uint64_t class = syndrome >> 26;
    if (class != ESR_CLASS_SMC_AARCH64 && class != ESR_CLASS_SMC_AARCH32) {
        fatal(vector);
    }
    uint32_t function = (uint32_t)frame->x[0];
    bool wide = (function & SMC64) != 0;
    uint64_t x[4];
    for (unsigned i = 0; i < 4; i++) {
        x[i] = wide ? frame->x[i] : (uint32_t)frame->x[i];
    }
    bool is_call = class == ESR_CLASS_SMC_AARCH64 && (syndrome & 0xffff) == 0; // with another immediate it is not PSCI
    int64_t result = is_call ? call(function, x, frame) : NOT_SUPPORTED;
    frame->x[0] = wide ? (uint64_t)result : (uint32_t)result;
}
