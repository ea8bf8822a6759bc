// SPDX-License-Identifier: Apache-2.0
//
// SYSTEM_SUSPEND: the deepest state of everything, RAM apart. It is for the last core that is not OFF, and so the same
// in both modes. Any interrupt that this core would get ends it.

#include "testfw.h"

int64_t system_suspend(struct start start) {
    struct core *core = this_core();
    if (!valid_entry(start.entry)) {
        return invalid_entry();
    }
    lock();
    if (!others_are_off(core) && !bug(SYSSUSPEND_ALLOWED_WITH_OTHERS_ON)) {
        unlock();
        return DENIED;
    }
    vote(core, ALL_DOWN);
    power_down(core, start);
}
