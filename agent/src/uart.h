// SPDX-License-Identifier: Apache-2.0
//
// The serial line, where the image was told of one. Its speed is what the firmware has set.
#ifndef UART_H
#define UART_H

#include <stdbool.h>
#include <stdint.h>

enum uart_kind { UART_NONE, UART_PL011, UART_16550, UART_IN_TREE };

struct uart {
    enum uart_kind kind; // UART_NONE, or one that has registers
    uint32_t shift;      // registers of a 16550 are 1 << shift bytes apart
    uintptr_t base;
};

#define NO_BYTE (-1)

#pragma GCC visibility push(hidden)

void uart_prepare(const struct uart *uart);
int uart_get(const struct uart *uart); // NO_BYTE if none has come
bool uart_put(const struct uart *uart, uint8_t byte); // false if there is no room yet

// uart_in_tree.c
struct uart uart_in_tree(uintptr_t device_tree);

#pragma GCC visibility pop

#endif
