// SPDX-License-Identifier: Apache-2.0
//
// Over the link the host reads and writes the mailbox while one core listens. The line is quiet while programs run.

#include "frame.h"
#include "link.h"

#define MILLISECONDS(n) (ticks_per_second() * (n) >> 10) // about

#define FIRST_REPEAT 50 // milliseconds until an announcement is repeated; then twice as long each time
#define LAST_REPEAT 1600
#define HOST_PATIENCE 4000      // silence of the host after which a core goes on
#define BETWEEN_SIGNS 250       // of life
#define TRANSMIT_PATIENCE 100   // for one character
#define TURNS_BETWEEN_LOOKS 32 // at the clock

static struct {
    struct uart uart;
    uint64_t boot_id;
    bool mute;          // the line takes nothing; until the next frame
    bool left;          // the host was told that a core leaves
    uint64_t last_sent;
    uint16_t announcements;

    // Of the core that listens.
    enum link_reason reason;
    bool answered;
    uint32_t turns;
    uint64_t heard;     // when the host last said something
    uint64_t repeat_at;
    uint64_t repeat_after;
    struct reception reception;
    uint64_t data[MOST_READ / sizeof(uint64_t)];
} link;

struct announcement {
    uint64_t boot_id;
    uint32_t boot_count;
    uint32_t accepted_seq;
    uint32_t program;
    uint32_t reserved;
};

static uint64_t ticks_per_second(void) { return agent.mailbox->boot.cntfrq; }

bool link_is_there(void) { return link.uart.kind != UART_NONE; }

void link_prepare(struct uart uart) {
    link.uart = uart;
    if (link_is_there()) {
        link.boot_id = stamp();
        uart_prepare(&uart);
    }
}

// One core at a time has the line. There are no atomic operations, so each raises its flag, and gives way to lower ones.

static volatile uint32_t *flag(uint32_t core) { return &agent.mailbox->core[core].at_link; }

static bool any_flag(uint32_t from, uint32_t to) {
    for (uint32_t core = from; core < to; core++) {
        if (*flag(core)) {
            return true;
        }
    }
    return false;
}

static void take_line(struct core *me) {
    do {
        *flag(me->number) = 0;
        while (any_flag(0, me->number)) {
            beat(me);
        }
        *flag(me->number) = 1;
        full_barrier();
    } while (any_flag(0, me->number));
    while (any_flag(me->number + 1, CORE_BLOCKS)) {
        beat(me);
    }
}

static bool try_line(struct core *me) {
    *flag(me->number) = 1;
    full_barrier();
    bool mine = !any_flag(0, me->number) && !any_flag(me->number + 1, CORE_BLOCKS);
    if (!mine) {
        *flag(me->number) = 0;
    }
    return mine;
}

static void give_line(struct core *me) {
    full_barrier();
    *flag(me->number) = 0;
}

bool link_is_busy(void) { return link_is_there() && any_flag(0, CORE_BLOCKS); }

static void put(char character) {
    if (link.mute || uart_put(&link.uart, (uint8_t)character)) {
        return;
    }
    uint64_t begin = stamp();
    while (!uart_put(&link.uart, (uint8_t)character)) {
        if (stamp() - begin > MILLISECONDS(TRANSMIT_PATIENCE)) {
            link.mute = true;
            return;
        }
    }
}

static void send(const struct frame *frame, const void *data) {
    link.mute = false;
    send_frame(put, frame, data);
    link.last_sent = stamp();
}

static void tell(struct core *me, enum frame_kind kind, enum link_reason reason) {
    const struct announcement announcement = {
        .boot_id = link.boot_id,
        .boot_count = agent.mailbox->boot.boot_count,
        .accepted_seq = agent.mailbox->boot.accepted_seq,
        .program = agent.mailbox->program,
    };
    const struct frame frame = {.kind = kind,
                                .tag = link.announcements,
                                .offset = me->number << 8 | reason,
                                .length = sizeof announcement};
    send(&frame, &announcement);
}

static bool inside_mailbox(const struct frame *frame, uint32_t most) {
    uint64_t end = (uint64_t)frame->offset + frame->length;
    return frame->offset % 8 == 0 && frame->length % 4 == 0 && frame->length <= most && end <= mailbox_size;
}

// Words are read and written whole.
static void answer_read(const struct frame *request) {
    const volatile uint64_t *from = (const volatile uint64_t *)((uintptr_t)agent.mailbox + request->offset);
    for (uint32_t i = 0; i * sizeof *from < request->length; i++) {
        link.data[i] = from[i];
    }
    struct frame answer = *request;
    answer.kind = FRAME_DATA;
    send(&answer, (const uint8_t *)link.data);
}

static void answer_write(const struct frame *request) {
    if (!unpack_data(&link.reception, request, (uint8_t *)link.data)) {
        return;
    }
    volatile uint32_t *to = (volatile uint32_t *)((uintptr_t)agent.mailbox + request->offset);
    const uint32_t *from = (const uint32_t *)link.data;
    for (uint32_t i = 0; i * sizeof *to < request->length; i++) {
        to[i] = from[i];
    }
    struct frame answer = *request;
    answer.kind = FRAME_KEPT;
    answer.length = 0;
    full_barrier();
    send(&answer, 0);
}

static void answer(const struct frame *frame) {
    switch (frame->kind) {
    case FRAME_READ:
        if (inside_mailbox(frame, MOST_READ)) {
            answer_read(frame);
        }
        break;
    case FRAME_WRITE:
        if (inside_mailbox(frame, MOST_WRITTEN)) {
            answer_write(frame);
        }
        break;
    case FRAME_GO:
        link.answered |= frame->tag == link.announcements;
        break;
    default:
        break; // an echo of our own, or nothing that we know
    }
}

static bool from_host(const struct frame *frame) {
    return frame->kind == FRAME_READ || frame->kind == FRAME_WRITE || frame->kind == FRAME_GO;
}

static void wait_before_repeating(uint64_t now) { link.repeat_at = now + link.repeat_after; }

void link_listen(struct core *me, enum link_reason reason) {
    if (!link_is_there()) {
        return;
    }
    take_line(me);
    link.reason = reason;
    link.answered = false;
    link.turns = 0;
    link.reception.inside = false;
    link.announcements++;
    link.repeat_after = MILLISECONDS(FIRST_REPEAT);
    tell(me, FRAME_HERE, reason);
    link.heard = stamp();
    wait_before_repeating(link.heard);
}

static void repeat_if_due(struct core *me) {
    if (link.answered || ++link.turns % TURNS_BETWEEN_LOOKS != 0) {
        return;
    }
    uint64_t now = stamp();
    if (now >= link.repeat_at) {
        tell(me, FRAME_HERE, link.reason);
        link.repeat_after *= link.repeat_after < MILLISECONDS(LAST_REPEAT) ? 2 : 1;
        wait_before_repeating(stamp());
    }
}

void link_turn(struct core *me) {
    if (!link_is_there()) {
        return;
    }
    struct frame frame;
    int byte = uart_get(&link.uart);
    if (byte == NO_BYTE) {
        repeat_if_due(me);
    } else if (receive_character(&link.reception, (char)byte, &frame) && from_host(&frame)) {
        answer(&frame);
        link.heard = stamp();
        wait_before_repeating(link.heard);
    }
}

void link_leave(struct core *me) {
    if (link_is_there()) {
        give_line(me);
    }
}

void link_show(struct core *me, enum link_reason reason) {
    if (!link_is_there()) {
        return;
    }
    link_listen(me, reason);
    while (!link.answered && stamp() - link.heard < MILLISECONDS(HOST_PATIENCE)) {
        beat(me);
        link_turn(me);
    }
    link_leave(me);
}

// The own words say already that this core is off or suspended, so of two that leave at once one sees both go.
static bool nobody_stays(void) {
    for (uint32_t core = 0; core < core_count; core++) {
        if (expected_to_run(core) && !is_suspended(core)) {
            return false;
        }
    }
    return true;
}

bool link_before_leaving(struct core *me, const struct step *step) {
    if (!link_is_there() || (!(step->effects & EFFECT_ENDS) && !nobody_stays())) {
        return false;
    }
    link_show(me, LINK_LEAVING);
    link.left = true;
    full_barrier();
    return true;
}

void link_after_leaving(struct core *me) {
    if (link.left) {
        link.left = false;
        link_show(me, LINK_BACK);
    }
}

void link_alive(struct core *me) {
    if (link_is_there() && stamp() - link.last_sent > MILLISECONDS(BETWEEN_SIGNS) && try_line(me)) {
        tell(me, FRAME_ALIVE, LINK_IDLE);
        give_line(me);
    }
}
