// SPDX-License-Identifier: Apache-2.0
//
// Who coordinates: PSCI_SET_SUSPEND_MODE.

#include "testfw.h"

#define PLATFORM_COORDINATED 0
#define OS_INITIATED 1

static uint32_t mode = PLATFORM_COORDINATED;
static bool suspended; // there has been a CPU_SUSPEND in this mode

bool os_initiated(void) { return mode == OS_INITIATED; }

void note_suspension(void) { suspended = true; }

static bool all_run_or_are_off(void) {
    for (unsigned i = 0; i < core_count; i++) {
        bool runs = cores[i].state == ON && cores[i].activity == RUNNING;
        if (!runs && cores[i].state != OFF) {
            return false;
        }
    }
    return true;
}

static int64_t change_mode(uint32_t wanted) {
    if (wanted == mode) {
        return SUCCESS;
    }
    bool allowed = wanted == OS_INITIATED ? all_run_or_are_off() && !suspended : others_are_off(this_core());
    if (!allowed) {
        if (bug(SETMODE_DENIED_BUT_SET)) {
            mode = wanted;
        }
        return DENIED;
    }
    mode = wanted;
    suspended = false;
    return SUCCESS;
}

int64_t set_suspend_mode(uint32_t wanted) {
    if (wanted != PLATFORM_COORDINATED && wanted != OS_INITIATED) {
        return INVALID_PARAMETERS;
    }
    lock();
    int64_t result = change_mode(wanted);
    unlock();
    return result;
}
