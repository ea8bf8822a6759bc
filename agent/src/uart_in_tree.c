// SPDX-License-Identifier: Apache-2.0
//
// Looks for a UART that we know in the device tree: the one that /chosen/stdout-path names, else the first one that is
// enabled. Big-endian words; a tree that makes no sense has no UART.

#include "uart.h"

#define FDT_MAGIC 0xd00dfeedu
#define STRUCTURE_OFFSET 8
#define STRINGS_OFFSET 12
#define BEGIN_NODE 1
#define END_NODE 2
#define PROPERTY 3
#define NOP 4

#define MOST_DEPTH 8
#define DEFAULT_ADDRESS_CELLS 2
#define DEFAULT_SIZE_CELLS 1

struct property {
    const uint8_t *value;
    uint32_t length;
};

// A node on the way from the root to where the walk is.
struct level {
    const char *name;
    uint32_t address_cells; // of its children
    uint32_t size_cells;
    struct property reg, ranges, compatible, status, reg_shift;
};

struct walk {
    const uint8_t *tree;
    struct level levels[MOST_DEPTH];
    uint32_t depth; // of the current node, 1 for the root
    const char *stdout_path; // 0 if none is named
    struct uart first, named;
};

static uint32_t word_at(const uint8_t *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static uint64_t number_at(const uint8_t *bytes, uint32_t cells) {
    uint64_t value = 0;
    for (uint32_t i = 0; i < cells; i++) {
        value = value << 32 | word_at(bytes + 4 * i);
    }
    return value;
}

static bool equal(const char *a, const char *b) {
    while (*a != 0 && *a == *b) {
        a++;
        b++;
    }
    return *a == *b;
}

static uint32_t length_of(const char *text) {
    uint32_t length = 0;
    while (text[length] != 0) {
        length++;
    }
    return length;
}

static bool contains(struct property strings, const char *wanted) {
    for (uint32_t i = 0; i < strings.length; i += length_of((const char *)strings.value + i) + 1) {
        if (equal((const char *)strings.value + i, wanted)) {
            return true;
        }
    }
    return false;
}

// From the children of a node to those of its parent. An empty ranges is the same place.
static uint64_t translated(uint64_t address, const struct level *bus, const struct level *parent) {
    uint32_t cells = bus->address_cells + parent->address_cells + bus->size_cells;
    for (uint32_t i = 0; cells != 0 && i + 4 * cells <= bus->ranges.length; i += 4 * cells) {
        const uint8_t *range = bus->ranges.value + i;
        uint64_t child = number_at(range, bus->address_cells);
        uint64_t base = number_at(range + 4 * bus->address_cells, parent->address_cells);
        uint64_t size = number_at(range + 4 * (bus->address_cells + parent->address_cells), bus->size_cells);
        if (address >= child && address - child < size) {
            return base + (address - child);
        }
    }
    return address;
}

static enum uart_kind kind_of(const struct level *node) {
    if (contains(node->compatible, "arm,pl011")) {
        return UART_PL011;
    }
    bool is_16550 = contains(node->compatible, "ns16550a") || contains(node->compatible, "ns16550") ||
                    contains(node->compatible, "snps,dw-apb-uart");
    return is_16550 ? UART_16550 : UART_NONE;
}

// stdout-path is a path, an alias of one, or either with options after a colon. Aliases are not looked up: of them only
// the first UART can be meant.
static bool is_named(const struct walk *walk) {
    const char *path = walk->stdout_path;
    if (path == 0) {
        return false;
    }
    for (uint32_t depth = 1; depth < walk->depth; depth++) {
        const char *name = walk->levels[depth].name;
        uint32_t length = length_of(name);
        if (*path++ != '/') {
            return false;
        }
        for (uint32_t i = 0; i < length; i++) {
            if (*path++ != name[i]) {
                return false;
            }
        }
    }
    return *path == 0 || *path == ':';
}

static void look_at_node(struct walk *walk) {
    const struct level *node = &walk->levels[walk->depth - 1];
    const struct level *parent = node - 1;
    enum uart_kind kind = kind_of(node);
    bool enabled = node->status.length == 0 || contains(node->status, "okay") || contains(node->status, "ok");
    if (kind == UART_NONE || !enabled || walk->depth < 2 || node->reg.length < 4 * parent->address_cells) {
        return;
    }
    uint64_t address = number_at(node->reg.value, parent->address_cells);
    for (const struct level *bus = parent; bus > walk->levels; bus--) {
        address = translated(address, bus, bus - 1);
    }
    struct uart uart = {kind, node->reg_shift.length == 4 ? word_at(node->reg_shift.value) : 0, (uintptr_t)address};
    if (walk->first.kind == UART_NONE) {
        walk->first = uart;
    }
    if (is_named(walk)) {
        walk->named = uart;
    }
}

static void take_property(struct walk *walk, const char *name, struct property property) {
    struct level *node = &walk->levels[walk->depth - 1];
    if (equal(name, "reg")) {
        node->reg = property;
    } else if (equal(name, "ranges")) {
        node->ranges = property;
    } else if (equal(name, "compatible")) {
        node->compatible = property;
    } else if (equal(name, "status")) {
        node->status = property;
    } else if (equal(name, "reg-shift")) {
        node->reg_shift = property;
    } else if (equal(name, "#address-cells") && property.length == 4) {
        node->address_cells = word_at(property.value);
    } else if (equal(name, "#size-cells") && property.length == 4) {
        node->size_cells = word_at(property.value);
    } else if (equal(name, "stdout-path") && walk->depth == 2 && equal(node->name, "chosen")) {
        walk->stdout_path = (const char *)property.value;
    }
}

static void enter_node(struct walk *walk, const char *name) {
    walk->levels[walk->depth] = (struct level){
        .name = name, .address_cells = DEFAULT_ADDRESS_CELLS, .size_cells = DEFAULT_SIZE_CELLS};
    walk->depth++;
}

static void go_through(struct walk *walk) {
    const uint8_t *at = walk->tree + word_at(walk->tree + STRUCTURE_OFFSET);
    const char *strings = (const char *)walk->tree + word_at(walk->tree + STRINGS_OFFSET);
    for (;;) {
        uint32_t token = word_at(at);
        at += 4;
        if (token == BEGIN_NODE && walk->depth < MOST_DEPTH) {
            enter_node(walk, (const char *)at);
            at += (length_of((const char *)at) + 4) & ~3u;
        } else if (token == PROPERTY && walk->depth > 0) {
            uint32_t length = word_at(at);
            take_property(walk, strings + word_at(at + 4), (struct property){at + 8, length});
            at += 8 + ((length + 3) & ~3u);
        } else if (token == END_NODE && walk->depth > 0) {
            look_at_node(walk);
            walk->depth--;
        } else if (token != NOP) {
            return;
        }
    }
}

struct uart uart_in_tree(uintptr_t device_tree) {
    static struct walk walk; // all zero: it is used once
    walk.tree = (const uint8_t *)device_tree;
    if (device_tree != 0 && device_tree % 8 == 0 && word_at(walk.tree) == FDT_MAGIC) {
        go_through(&walk);         // finds the chosen path, wherever it stands
        walk.first.kind = UART_NONE;
        walk.depth = 0;
        go_through(&walk);
    }
    return walk.named.kind != UART_NONE ? walk.named : walk.first;
}
