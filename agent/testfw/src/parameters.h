// SPDX-License-Identifier: Apache-2.0
//
// The words in the image that the host may patch; see start.S and README.md.
#ifndef PARAMETERS_H
#define PARAMETERS_H

#include <stddef.h>
#include <stdint.h>

struct parameters {
    uint64_t bugs;
    uint64_t payload;
    uint32_t psci_version;
    uint32_t extended_power_state;
    uint32_t downgrade;
    uint32_t os_initiated;
    uint32_t liberties;
    uint32_t reserved;
};

// Bits of the liberties.
#define TAKES_ANY_ENTRY 1u
#define KEEPS_VECTORS 2u

_Static_assert(offsetof(struct parameters, psci_version) == 0x10, "parameters");
_Static_assert(sizeof(struct parameters) == 0x28, "parameters");

extern const volatile struct parameters parameters;

#endif
