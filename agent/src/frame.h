// SPDX-License-Identifier: Apache-2.0
//
// Frames on the serial line, as MAILBOX.md describes them.
#ifndef FRAME_H
#define FRAME_H

#include <stdbool.h>
#include <stdint.h>

enum frame_kind {
    FRAME_READ = 'R',  // host: send me this range
    FRAME_WRITE = 'W', // host: put this there
    FRAME_GO = 'G',    // host: I have seen what was announced
    FRAME_DATA = 'D',  // agent: the range
    FRAME_KEPT = 'K',  // agent: it is there
    FRAME_HERE = 'H',  // agent: an announcement, repeated until GO
    FRAME_ALIVE = 'A', // agent: it goes on
};

#define FRAME_HEADER_SIZE 9
#define FRAME_CHECKSUM_SIZE 4
#define MOST_WRITTEN 512 // bytes of the mailbox in one frame
#define MOST_READ 1024
#define BODY_CAPACITY (FRAME_HEADER_SIZE + MOST_WRITTEN + MOST_WRITTEN / 64 + FRAME_CHECKSUM_SIZE)

struct frame {
    uint8_t kind;
    uint16_t tag;
    uint32_t offset;
    uint16_t length; // of the data when unpacked
};

typedef void put_character(char character);

#pragma GCC visibility push(hidden)

void send_frame(put_character *put, const struct frame *frame, const uint8_t *data);

// What has come of the frame that is being received.
struct reception {
    bool inside;
    uint32_t bits; // of a group of characters that is not complete
    uint32_t bit_count;
    uint32_t size;
    uint8_t body[BODY_CAPACITY];
};

// Takes a character. True when it ends a frame that is whole and has a sensible header.
bool receive_character(struct reception *reception, char character, struct frame *frame);

// The data of the frame that was just received. False if they are not what its header says.
bool unpack_data(const struct reception *reception, const struct frame *frame, uint8_t *data);

#pragma GCC visibility pop

#endif
