// SPDX-License-Identifier: Apache-2.0
//
// An adapter for the PSCI conformance suite, with a small PSCI machine behind it. See README.md.

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---- What the machine can do, and what it tells -------------------------------------------------

#define CORES 4

static void machine_reset(void);
static bool machine_call(int core, const uint64_t x[4], uint64_t *x0); // false: it does not return
static void machine_wake(int core);
static void machine_let_time_pass(void);

static void tell_return(int core, uint64_t x0);
static void tell_entry(int core, uint64_t address, uint64_t x0);
static void tell_machine(const char *what);

static const char *bug = ""; // what it does wrong

static bool has_bug(const char *name) { return strcmp(bug, name) == 0; }

// ---- The machine ------------------------------------------------------------------------------

#define SMC64 0x40000000u

#define CPU_SUSPEND_32 0x84000001u
#define CPU_SUSPEND_64 0xc4000001u
#define PSCI_VERSION 0x84000000u
#define CPU_OFF 0x84000002u
#define CPU_ON_32 0x84000003u
#define CPU_ON_64 0xc4000003u
#define AFFINITY_INFO_32 0x84000004u
#define AFFINITY_INFO_64 0xc4000004u
#define MIGRATE_INFO_TYPE 0x84000006u
#define SYSTEM_OFF 0x84000008u
#define SYSTEM_RESET 0x84000009u
#define PSCI_FEATURES 0x8400000au

#define SUCCESS 0
#define NOT_SUPPORTED -1
#define INVALID_PARAMETERS -2
#define ALREADY_ON -4
#define ON_PENDING -5
#define INVALID_ADDRESS -9

#define NO_TRUSTED_OS 2

#define STANDBY 0x1u
#define POWER_DOWN 0x10002u
#define AWAKE 0

#define MEMORY_BEGIN 0x40000000u
#define MEMORY_END 0x80000000u
#define AFFINITY_FIELDS 0xff00ffffffu

enum state { ON, OFF, PENDING }; // as AFFINITY_INFO returns them

static const uint64_t mpidrs[CORES] = {0x0, 0x1, 0x2, 0x3};

static struct core {
    enum state state;
    uint64_t entry;
    uint64_t context;
    uint32_t asleep;   // its power_state, or AWAKE
    bool interrupted;  // an interrupt is pending
} cores[CORES];

static bool is_off; // until the suite resets the machine

static void machine_reset(void) {
    memset(cores, 0, sizeof cores);
    for (int core = 1; core < CORES; core++) {
        cores[core].state = OFF;
    }
    is_off = false;
}

static bool is_good_address(uint64_t address) {
    return address >= MEMORY_BEGIN && address < MEMORY_END && address % 4 == 0;
}

// What was pending for a core counts as handled when it comes in.
static void enter(int core) {
    cores[core].interrupted = false;
    tell_entry(core, cores[core].entry, has_bug("forgets-context") ? 0 : cores[core].context);
}

static void wake_if_interrupted(int number) {
    struct core *core = &cores[number];
    if (core->asleep == AWAKE || !core->interrupted) {
        return;
    }
    uint32_t power_state = core->asleep;
    core->asleep = AWAKE;
    core->interrupted = false;
    if (power_state == POWER_DOWN) {
        enter(number);
    } else {
        tell_return(number, SUCCESS);
    }
}

static void machine_wake(int core) {
    if (!is_off && cores[core].state == ON) {
        cores[core].interrupted = true;
        wake_if_interrupted(core);
    }
}

// Cores that were started come in.
static void machine_let_time_pass(void) {
    for (int core = 0; core < CORES; core++) {
        if (cores[core].state == PENDING && !is_off) {
            cores[core].state = ON;
            enter(core);
        }
    }
}

static int64_t cpu_on(uint64_t target, uint64_t entry, uint64_t context) {
    for (int number = 0; number < CORES; number++) {
        struct core *core = &cores[number];
        if (mpidrs[number] != target) {
            continue;
        }
        if (core->state == ON) {
            return has_bug("on-again") ? SUCCESS : ALREADY_ON;
        }
        if (core->state == PENDING) {
            return ON_PENDING;
        }
        if (!is_good_address(entry)) {
            return INVALID_ADDRESS;
        }
        core->state = PENDING;
        core->entry = entry;
        core->context = context;
        return SUCCESS;
    }
    return INVALID_PARAMETERS;
}

static int64_t affinity_info(uint64_t target, uint32_t level) {
    static const uint64_t at_or_above[] = {0xff00ffffff, 0xff00ffff00, 0xff00ff0000, 0xff00000000};
    if (level > 3 || target & ~(uint64_t)AFFINITY_FIELDS) {
        return INVALID_PARAMETERS;
    }
    bool found = false, on = false, pending = false;
    for (int core = 0; core < CORES; core++) {
        if (((mpidrs[core] ^ target) & at_or_above[level]) == 0) {
            found = true;
            on = on || cores[core].state == ON;
            pending = pending || cores[core].state == PENDING;
        }
    }
    if (!found) {
        return INVALID_PARAMETERS;
    }
    if (level == 1 && has_bug("off-level")) {
        return OFF;
    }
    return on ? ON : pending ? PENDING : OFF;
}

// True if the core sleeps, or has slept: then what came of it has been told, or will be.
static bool cpu_suspend(int number, uint32_t power_state, uint64_t entry, uint64_t context, int64_t *result) {
    if (power_state != STANDBY && power_state != POWER_DOWN) {
        *result = INVALID_PARAMETERS;
        return false;
    }
    if (power_state == POWER_DOWN && !is_good_address(entry)) {
        *result = INVALID_ADDRESS;
        return false;
    }
    cores[number].asleep = power_state;
    cores[number].entry = entry;
    cores[number].context = context;
    wake_if_interrupted(number);
    return true;
}

static bool is_implemented(uint32_t function) {
    switch (function) {
    case PSCI_VERSION:
    case CPU_SUSPEND_32:
    case CPU_SUSPEND_64:
    case CPU_OFF:
    case CPU_ON_32:
    case CPU_ON_64:
    case AFFINITY_INFO_32:
    case AFFINITY_INFO_64:
    case MIGRATE_INFO_TYPE:
    case SYSTEM_OFF:
    case SYSTEM_RESET:
    case PSCI_FEATURES:
        return true;
    default:
        return false;
    }
}

static bool machine_call(int core, const uint64_t x[4], uint64_t *x0) {
    uint32_t function = (uint32_t)x[0];
    bool wide = function & SMC64;
    uint64_t mask = wide ? UINT64_MAX : UINT32_MAX; // SMC32 calls have no upper halves
    uint64_t x1 = x[1] & mask, x2 = x[2] & mask, x3 = x[3] & mask;
    int64_t result = NOT_SUPPORTED;
    switch (is_off ? SYSTEM_OFF : function) {
    case PSCI_VERSION:
        result = 0x10001;
        break;
    case CPU_SUSPEND_32:
    case CPU_SUSPEND_64:
        if (cpu_suspend(core, (uint32_t)x1, x2, x3, &result)) {
            return false;
        }
        break;
    case CPU_OFF:
        cores[core].state = OFF;
        cores[core].interrupted = false;
        return false;
    case CPU_ON_32:
    case CPU_ON_64:
        result = cpu_on(x1, x2, x3);
        break;
    case AFFINITY_INFO_32:
    case AFFINITY_INFO_64:
        result = affinity_info(x1, (uint32_t)x2);
        break;
    case MIGRATE_INFO_TYPE:
        result = NO_TRUSTED_OS;
        break;
    case SYSTEM_OFF:
    case SYSTEM_RESET:
        if (!is_off) {
            is_off = true;
            tell_machine(function == SYSTEM_OFF ? "off" : "reset");
        }
        return false;
    case PSCI_FEATURES:
        result = is_implemented((uint32_t)x1) ? 0 : NOT_SUPPORTED;
        break;
    default:
        break;
    }
    *x0 = (uint64_t)result & mask;
    return true;
}

// ---- JSON -------------------------------------------------------------------------------------

// A request is one flat object; of its values we read strings, numbers and one array of these.
struct request {
    char what[16];
    uint64_t id;
    uint64_t core;
    uint64_t x[4];
};

static void fail(const char *problem, const char *line) {
    fprintf(stderr, "psci_adapter: %s: %s\n", problem, line);
    exit(1);
}

static const char *skip_space(const char *at) {
    while (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n') {
        at++;
    }
    return at;
}

// Copies a string without its quotes; the suite escapes nothing in what we read.
static const char *read_string(const char *at, char *text, size_t size) {
    size_t length = 0;
    for (at++; *at != '"' && *at != 0; at++) {
        if (*at == '\\' && at[1] != 0) {
            at++;
        }
        if (length + 1 < size) {
            text[length++] = *at;
        }
    }
    text[length] = 0;
    return *at == '"' ? at + 1 : at;
}

// A number, or a string that holds one.
static const char *read_number(const char *at, uint64_t *number) {
    char *end;
    const char *digits = *at == '"' ? at + 1 : at;
    *number = strtoull(digits, &end, 0);
    return *at == '"' && *end == '"' ? end + 1 : end;
}

static const char *skip_value(const char *at) {
    char text[8];
    int depth = 0;
    do {
        if (*at == '"') {
            at = read_string(at, text, sizeof text);
            continue;
        }
        depth += *at == '{' || *at == '[';
        depth -= *at == '}' || *at == ']';
        at += *at != 0;
    } while (*at != 0 && (depth > 0 || (*at != ',' && *at != '}')));
    return at;
}

static const char *read_registers(const char *at, uint64_t x[4]) {
    for (int n = 0; n < 4 && *at != ']' && *at != 0; n++) {
        at = skip_space(at + 1); // behind [ or ,
        at = skip_space(read_number(at, &x[n]));
    }
    return *at == ']' ? at + 1 : at;
}

static void read_request(const char *line, struct request *request) {
    memset(request, 0, sizeof *request);
    const char *at = skip_space(line);
    if (*at != '{') {
        fail("this is no request", line);
    }
    do {
        char name[16];
        at = skip_space(at + 1); // behind { or ,
        if (*at != '"') {
            break;
        }
        at = skip_space(read_string(at, name, sizeof name));
        at = skip_space(*at == ':' ? at + 1 : at);
        if (strcmp(name, "do") == 0 && *at == '"') {
            at = read_string(at, request->what, sizeof request->what);
        } else if (strcmp(name, "id") == 0) {
            at = read_number(at, &request->id);
        } else if (strcmp(name, "core") == 0) {
            at = read_number(at, &request->core);
        } else if (strcmp(name, "x") == 0 && *at == '[') {
            at = read_registers(at, request->x);
        } else {
            at = skip_value(at);
        }
        at = skip_space(at);
    } while (*at == ',');
    if (request->core >= CORES) {
        fail("there is no such core", line);
    }
}

// ---- The protocol -----------------------------------------------------------------------------

static uint64_t call_ids[CORES]; // of the calls that have not returned

// One event is one line, and it has to leave at once.
static void send(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
    if (fflush(stdout) != 0) {
        exit(1);
    }
}

static void tell_return(int core, uint64_t x0) {
    send("{\"event\":\"return\",\"id\":%" PRIu64 ",\"core\":%d,\"x0\":\"0x%" PRIx64 "\"}", call_ids[core], core, x0);
}

static void tell_entry(int core, uint64_t address, uint64_t x0) {
    send("{\"event\":\"entry\",\"core\":%d,\"at\":\"0x%" PRIx64 "\",\"x0\":\"0x%" PRIx64 "\"}", core, address, x0);
}

static void tell_machine(const char *what) { send("{\"event\":\"machine\",\"what\":\"%s\"}", what); }

static void tell_profile(void) {
    send("{\"event\":\"profile\",\"protocol\":1,\"implementation\":\"C example 1%s%s\",\"psci_version\":\"1.1\","
         "\"cores\":[\"0x0\",\"0x1\",\"0x2\",\"0x3\"],\"conduit\":\"smc\",\"execution_state\":\"aarch64\","
         "\"entry\":{\"base\":\"0x40001000\",\"stride\":16,\"count\":64},"
         "\"power_states\":[{\"value\":\"0x1\",\"type\":\"standby\"},{\"value\":\"0x10002\",\"type\":\"powerdown\"}],"
         "\"wake\":true,\"patience_ms\":200}",
         *bug ? " with the bug " : "", bug);
}

static void answer(const struct request *request) {
    int core = (int)request->core;
    uint64_t x0;
    if (strcmp(request->what, "hello") == 0) {
        tell_profile();
    } else if (strcmp(request->what, "reset") == 0) {
        machine_reset();
        send("{\"event\":\"ready\"}");
    } else if (strcmp(request->what, "call") == 0) {
        call_ids[core] = request->id;
        if (machine_call(core, request->x, &x0)) {
            tell_return(core, x0);
        }
    } else if (strcmp(request->what, "wake") == 0) {
        machine_wake(core);
    } else if (strcmp(request->what, "idle") == 0) {
        machine_let_time_pass();
        send("{\"event\":\"idle\",\"id\":%" PRIu64 "}", request->id);
    } else if (strcmp(request->what, "bye") == 0) {
        exit(0);
    }
}

static void choose_bug(const char *name) {
    static const char *const names[] = {"on-again", "off-level", "forgets-context"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i], name) == 0) {
            bug = names[i];
            return;
        }
    }
    fail("there is no such bug; there are on-again, off-level and forgets-context", name);
}

int main(int count, char **arguments) {
    static char line[1 << 16]; // requests are far shorter
    if (count == 3 && strcmp(arguments[1], "--bug") == 0) {
        choose_bug(arguments[2]);
    } else if (count != 1) {
        fprintf(stderr, "usage: psci_adapter [--bug NAME]\n");
        return 2;
    }
    machine_reset();
    while (fgets(line, sizeof line, stdin) != NULL) {
        struct request request;
        if (*skip_space(line) != 0) {
            read_request(line, &request);
            answer(&request);
        }
    }
    return 0; // the end of its input: the suite has gone
}
