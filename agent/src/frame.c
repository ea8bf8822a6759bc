// SPDX-License-Identifier: Apache-2.0
//
// Frames are text, so that they get through whatever carries text: '<', the body in base64, '>', a new line.
// The body is a header, the data with runs of equal bytes shortened, and a CRC-32.

#include "frame.h"

#define BEGIN '<'
#define END '>'

#define LONGEST_LITERAL 128
#define LONGEST_RUN 129
#define SHORTEST_RUN 3
#define RUN_BIAS 126 // a run of n bytes is n + 126 and the byte

#define CRC_POLYNOMIAL 0xedb88320u

static uint32_t crc_with(uint32_t crc, uint8_t byte) {
    crc ^= byte;
    for (unsigned bit = 0; bit < 8; bit++) {
        crc = crc >> 1 ^ (CRC_POLYNOMIAL & -(crc & 1));
    }
    return crc;
}

struct sending {
    put_character *put;
    uint32_t bits;
    uint32_t bit_count;
    uint32_t crc;
};

static char base64_character(uint32_t value) {
    if (value < 26) {
        return (char)('A' + value);
    }
    if (value < 52) {
        return (char)('a' + value - 26);
    }
    return value < 62 ? (char)('0' + value - 52) : value == 62 ? '+' : '/';
}

static int base64_value(char character) {
    if (character >= 'A' && character <= 'Z') {
        return character - 'A';
    }
    if (character >= 'a' && character <= 'z') {
        return character - 'a' + 26;
    }
    if (character >= '0' && character <= '9') {
        return character - '0' + 52;
    }
    return character == '+' ? 62 : character == '/' ? 63 : -1;
}

static void send_byte(struct sending *sending, uint8_t byte) {
    sending->crc = crc_with(sending->crc, byte);
    sending->bits = sending->bits << 8 | byte;
    sending->bit_count += 8;
    while (sending->bit_count >= 6) {
        sending->bit_count -= 6;
        sending->put(base64_character(sending->bits >> sending->bit_count & 63));
    }
}

static void send_number(struct sending *sending, uint32_t value, uint32_t bytes) {
    for (uint32_t i = 0; i < bytes; i++) {
        send_byte(sending, (uint8_t)(value >> 8 * i));
    }
}

static uint32_t run_at(const uint8_t *data, uint32_t left) {
    uint32_t run = 1;
    while (run < left && run < LONGEST_RUN && data[run] == data[0]) {
        run++;
    }
    return run;
}

static uint32_t literal_at(const uint8_t *data, uint32_t left) {
    uint32_t literal = 1;
    while (literal < left && literal < LONGEST_LITERAL && run_at(data + literal, left - literal) < SHORTEST_RUN) {
        literal++;
    }
    return literal;
}

static void send_packed(struct sending *sending, const uint8_t *data, uint32_t length) {
    uint32_t done = 0;
    while (done < length) {
        uint32_t run = run_at(data + done, length - done);
        if (run >= SHORTEST_RUN) {
            send_byte(sending, (uint8_t)(run + RUN_BIAS));
            send_byte(sending, data[done]);
            done += run;
            continue;
        }
        uint32_t literal = literal_at(data + done, length - done);
        send_byte(sending, (uint8_t)(literal - 1));
        for (uint32_t i = 0; i < literal; i++) {
            send_byte(sending, data[done + i]);
        }
        done += literal;
    }
}

void send_frame(put_character *put, const struct frame *frame, const uint8_t *data) {
    struct sending sending = {.put = put, .crc = ~0u};
    put(BEGIN);
    send_byte(&sending, frame->kind);
    send_number(&sending, frame->tag, 2);
    send_number(&sending, frame->offset, 4);
    send_number(&sending, frame->length, 2);
    if (data != 0) {
        send_packed(&sending, data, frame->length);
    }
    send_number(&sending, ~sending.crc, FRAME_CHECKSUM_SIZE);
    if (sending.bit_count > 0) {
        put(base64_character(sending.bits << (6 - sending.bit_count) & 63));
    }
    put(END);
    put('\r');
    put('\n');
}

static uint32_t number_at(const uint8_t *bytes, uint32_t count) {
    uint32_t value = 0;
    for (uint32_t i = 0; i < count; i++) {
        value |= (uint32_t)bytes[i] << 8 * i;
    }
    return value;
}

static bool is_whole(const struct reception *reception) {
    if (reception->size < FRAME_HEADER_SIZE + FRAME_CHECKSUM_SIZE) {
        return false;
    }
    uint32_t content = reception->size - FRAME_CHECKSUM_SIZE;
    uint32_t crc = ~0u;
    for (uint32_t i = 0; i < content; i++) {
        crc = crc_with(crc, reception->body[i]);
    }
    return ~crc == number_at(reception->body + content, FRAME_CHECKSUM_SIZE);
}

bool receive_character(struct reception *reception, char character, struct frame *frame) {
    if (character == BEGIN) {
        reception->inside = true;
        reception->bits = 0;
        reception->bit_count = 0;
        reception->size = 0;
        return false;
    }
    if (!reception->inside) {
        return false;
    }
    if (character == END) {
        reception->inside = false;
        frame->kind = reception->body[0];
        frame->tag = (uint16_t)number_at(reception->body + 1, 2);
        frame->offset = number_at(reception->body + 3, 4);
        frame->length = (uint16_t)number_at(reception->body + 7, 2);
        return is_whole(reception);
    }
    int value = base64_value(character);
    if (value < 0) {
        reception->inside = false;
        return false;
    }
    reception->bits = reception->bits << 6 | (uint32_t)value;
    reception->bit_count += 6;
    if (reception->bit_count >= 8) {
        reception->bit_count -= 8;
        if (reception->size == BODY_CAPACITY) {
            reception->inside = false;
            return false;
        }
        reception->body[reception->size++] = (uint8_t)(reception->bits >> reception->bit_count);
    }
    return false;
}

bool unpack_data(const struct reception *reception, const struct frame *frame, uint8_t *data) {
    uint32_t end = reception->size - FRAME_CHECKSUM_SIZE;
    uint32_t from = FRAME_HEADER_SIZE;
    uint32_t done = 0;
    while (from + 1 < end) {
        uint32_t control = reception->body[from++];
        bool is_run = control >= LONGEST_LITERAL;
        uint32_t count = is_run ? control - RUN_BIAS : control + 1;
        if (done + count > frame->length || (!is_run && from + count > end)) {
            return false;
        }
        for (uint32_t i = 0; i < count; i++) {
            data[done++] = reception->body[is_run ? from : from + i];
        }
        from += is_run ? 1 : count;
    }
    return from == end && done == frame->length;
}
