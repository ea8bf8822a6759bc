// SPDX-License-Identifier: Apache-2.0
//
// The link to a host that does not share the memory of the mailbox. Without a serial line all of this does nothing.
#ifndef LINK_H
#define LINK_H

#include "agent.h"
#include "uart.h"

enum link_reason {
    LINK_IDLE,    // waits for a command, the last one is carried out
    LINK_STOPPED, // a core has ended the batch
    LINK_LEAVING, // about to make a call after which nobody may be left to say anything
    LINK_BACK,    // that call has come back, or the core has entered
};

#pragma GCC visibility push(hidden)

void link_prepare(struct uart uart);
bool link_is_there(void);

// Waiting for a command: begin, a turn of the wait, end.
void link_listen(struct core *me, enum link_reason reason);
void link_turn(struct core *me);
void link_leave(struct core *me);

// Waits until the host has seen all there is to see, or is not there.
void link_show(struct core *me, enum link_reason reason);

// Before a call that the core may not come back from. True if the host was shown something.
bool link_before_leaving(struct core *me, const struct step *step);
void link_after_leaving(struct core *me);

// Now and then tells the host that something moves.
void link_alive(struct core *me);

// Whether a core may be waiting for the host.
bool link_is_busy(void);

#pragma GCC visibility pop

#endif
