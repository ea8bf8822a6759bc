// SPDX-License-Identifier: Apache-2.0
//
// The end of the machine: SYSTEM_OFF and SYSTEM_RESET through the secure PL061, whose lines 0 and 1 cut power and
// reset; and a message on the PL011 for what must not happen.

#include "testfw.h"

#define GPIO 0x090b0000u
#define GPIO_DIRECTION 0x400
#define LINE_OFF 0
#define LINE_RESET 1

#define UART 0x09000000u

static _Noreturn void sleep_for_ever(void) {
    for (;;) {
        wait_for_interrupt();
    }
}

// Bits 9..2 of the address say which lines a write to the data register changes.
static _Noreturn void pull(unsigned line) {
    uint32_t mask = 1u << line;
    *reg(GPIO + GPIO_DIRECTION) |= mask;
    *reg(GPIO + (mask << 2)) = mask;
    sleep_for_ever();
}

_Noreturn void system_off(void) { pull(LINE_OFF); }

_Noreturn void system_reset(void) { pull(LINE_RESET); }

static void print(const char *text) {
    for (; *text != 0; text++) {
        *reg(UART) = (uint8_t)*text;
    }
}

static void print_number(const char *name, uint64_t value) {
    print(name);
    for (int shift = 60; shift >= 0; shift -= 4) {
        *reg(UART) = (uint8_t) "0123456789abcdef"[value >> shift & 0xf];
    }
}

// An exception that nobody expects, by its place in the vector table.
_Noreturn void fatal(uint64_t vector) {
    print_number("testfw: exception ", vector);
    print_number(" core ", read_sysreg(mpidr_el1));
    print_number(" ESR ", read_sysreg(esr_el3));
    print_number(" ELR ", read_sysreg(elr_el3));
    print_number(" FAR ", read_sysreg(far_el3));
    print("\r\n");
    sleep_for_ever();
}
