// SPDX-License-Identifier: Apache-2.0
//
// The power_state values. Each hexadecimal digit of a StateID is the state at one level, the lowest that of the core;
// if OS-initiated mode is offered, the fourth is the highest level at which the caller claims to be the last core.

#include "testfw.h"

#define ORIGINAL_RESERVED 0xfcfe0000u
#define ORIGINAL_TYPE 16
#define ORIGINAL_LEVEL 24
#define EXTENDED_RESERVED 0xb0000000u
#define EXTENDED_TYPE 30
#define CLAIM 12
#define CLAIM_MASK (0xfu << CLAIM)

static const struct composite composites[] = {
    {0x001, CORE, {{STANDBY, RUN, RUN}}},
    {0x011, CLUSTER, {{RETENTION, RETENTION, RUN}}},
    {0x111, SYSTEM, {{RETENTION, RETENTION, RETENTION}}},
    {0x002, CORE, {{POWER_DOWN, RUN, RUN}}},
    {0x012, CLUSTER, {{POWER_DOWN, RETENTION, RUN}}},
    {0x022, CLUSTER, {{POWER_DOWN, POWER_DOWN, RUN}}},
    {0x112, SYSTEM, {{POWER_DOWN, RETENTION, RETENTION}}},
    {0x122, SYSTEM, {{POWER_DOWN, POWER_DOWN, RETENTION}}},
    {0x222, SYSTEM, {{POWER_DOWN, POWER_DOWN, POWER_DOWN}}},
};
#define COMPOSITES (sizeof composites / sizeof composites[0])

static bool extended_format(void) {
    return parameters.extended_power_state != 0 && parameters.psci_version != VERSION_0_2;
}

bool offers_os_initiated(void) { return (parameters.os_initiated & 1) != 0 && parameters.psci_version != VERSION_0_2; }

static uint32_t value_of(const struct composite *composite, bool extended) {
    uint32_t type = composite->path.at[CORE] == POWER_DOWN;
    return extended ? type << EXTENDED_TYPE | composite->id
                    : (uint32_t)composite->level << ORIGINAL_LEVEL | type << ORIGINAL_TYPE | composite->id;
}

// The claim is not looked at.
const struct composite *find_composite(uint32_t power_state) {
    bool extended = extended_format();
    if (bug(RESERVED_BITS_IGNORED)) {
        power_state &= ~(extended ? EXTENDED_RESERVED : ORIGINAL_RESERVED);
    }
    if (offers_os_initiated()) {
        power_state &= ~CLAIM_MASK;
    }
    for (unsigned i = 0; i < COMPOSITES; i++) {
        if (power_state == value_of(&composites[i], extended)) {
            return &composites[i];
        }
    }
    return 0;
}

// The highest level at which the caller claims to be the last core; maybe none that exists.
unsigned claim_of(uint32_t power_state) { return (power_state & CLAIM_MASK) >> CLAIM; }

// No state may be asked for above the claim.
bool claim_is_valid(const struct composite *composite, uint32_t power_state) {
    unsigned claim = claim_of(power_state);
    return !offers_os_initiated() || (claim >= composite->level && claim < LEVELS);
}
