// SPDX-License-Identifier: Apache-2.0
//
// Arm PL011, and 8250/16550 with their registers in memory. Polled: nobody takes interrupts here.

#include "uart.h"

// PL011
#define DATA 0x00
#define FLAGS 0x18
#define FLAG_RECEIVE_EMPTY (1u << 4)
#define FLAG_TRANSMIT_FULL (1u << 5)
#define LINE_CONTROL 0x2c
#define EIGHT_BITS_WITH_FIFO 0x70
#define CONTROL 0x30
#define ENABLED 0x301 // the UART, its transmitter and its receiver

// 16550
#define BUFFER 0
#define LINE_STATUS 5
#define STATUS_RECEIVED (1u << 0)
#define STATUS_ROOM (1u << 5)

static volatile uint32_t *word(const struct uart *uart, uint32_t offset) {
    return (volatile uint32_t *)(uart->base + offset);
}

// Registers that are four bytes apart are words: some buses take nothing else.
static uint32_t read_16550(const struct uart *uart, uint32_t number) {
    uintptr_t address = uart->base + ((uintptr_t)number << uart->shift);
    return uart->shift == 2 ? *(volatile uint32_t *)address : *(volatile uint8_t *)address;
}

static void write_16550(const struct uart *uart, uint32_t number, uint8_t byte) {
    uintptr_t address = uart->base + ((uintptr_t)number << uart->shift);
    if (uart->shift == 2) {
        *(volatile uint32_t *)address = byte;
    } else {
        *(volatile uint8_t *)address = byte;
    }
}

// A UART that the firmware uses already is left as it is.
void uart_prepare(const struct uart *uart) {
    if (uart->kind == UART_PL011 && (*word(uart, CONTROL) & ENABLED) != ENABLED) {
        *word(uart, LINE_CONTROL) = EIGHT_BITS_WITH_FIFO;
        *word(uart, CONTROL) = ENABLED;
    }
}

int uart_get(const struct uart *uart) {
    if (uart->kind == UART_PL011) {
        return *word(uart, FLAGS) & FLAG_RECEIVE_EMPTY ? NO_BYTE : (int)(*word(uart, DATA) & 0xff);
    }
    return read_16550(uart, LINE_STATUS) & STATUS_RECEIVED ? (int)(read_16550(uart, BUFFER) & 0xff) : NO_BYTE;
}

bool uart_put(const struct uart *uart, uint8_t byte) {
    if (uart->kind == UART_PL011) {
        if (*word(uart, FLAGS) & FLAG_TRANSMIT_FULL) {
            return false;
        }
        *word(uart, DATA) = byte;
        return true;
    }
    if (!(read_16550(uart, LINE_STATUS) & STATUS_ROOM)) {
        return false;
    }
    write_16550(uart, BUFFER, byte);
    return true;
}
