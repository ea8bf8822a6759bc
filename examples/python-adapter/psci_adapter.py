#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A PSCI 1.1 machine with four cores, behind the adapter protocol of the PSCI conformance suite.

    ./psci check-adapter "python3 examples/python-adapter/psci_adapter.py"
    ./psci run --target process --command "python3 examples/python-adapter/psci_adapter.py"

The upper part is a small machine; the lower part is all that an adapter needs. To put your own
implementation behind the protocol, keep the lower part and replace class Machine.
"""

import argparse
import json
import sys

# ---- The machine ------------------------------------------------------------------------------

CORES = [0x0, 0x1, 0x2, 0x3]  # their MPIDRs; the first one boots
MEMORY = range(0x4000_0000, 0x8000_0000)  # where entry points may lie

SUCCESS, NOT_SUPPORTED, INVALID_PARAMETERS = 0, -1, -2
ALREADY_ON, ON_PENDING, INVALID_ADDRESS = -4, -5, -9

ON, OFF, PENDING = 0, 1, 2  # as AFFINITY_INFO reports them

AFFINITY_FIELDS = 0xFF_00FF_FFFF  # Aff3 in bits 39:32, Aff2 to Aff0 in 23:0
SMC64 = 1 << 30

STANDBY, POWER_DOWN = 0x0000_0001, 0x0001_0002  # the power_state values that it takes

BUGS = {
    "forgets-context": "a started core finds 0 in X0 instead of its context id",
    "on-again": "CPU_ON of a core that is running returns SUCCESS",
    "always-on": "AFFINITY_INFO says ON of every core, also of those that are OFF",
    "sleeps-on": "no interrupt wakes a core out of CPU_SUSPEND",
    "wide-smc32": "SMC32 calls do not ignore the upper halves of their registers",
}


class Core:
    def __init__(self, state):
        self.state = state
        self.entry = 0
        self.context = 0
        self.asleep = None  # the power_state of the CPU_SUSPEND that it is in
        self.pending = False  # whether there is an interrupt for it


class Machine:
    """Calls come in through call(); what happens goes out through the functions of 'world'."""

    def __init__(self, world, bug):
        self.world = world
        self.bug = bug
        self.cores = [Core(ON if index == 0 else OFF) for index in range(len(CORES))]
        self.is_off = False
        self.functions = {
            0x8400_0000: self.psci_version,
            0x8400_0001: self.cpu_suspend,
            0xC400_0001: self.cpu_suspend,
            0x8400_0002: self.cpu_off,
            0x8400_0003: self.cpu_on,
            0xC400_0003: self.cpu_on,
            0x8400_0004: self.affinity_info,
            0xC400_0004: self.affinity_info,
            0x8400_0006: self.migrate_info_type,
            0x8400_0008: self.system_off,
            0x8400_0009: self.system_reset,
            0x8400_000A: self.psci_features,
        }

    def call(self, caller, x):
        """A core makes a call with X0 to X3. The result is X0, or None if the call does not return."""
        if self.is_off:
            return None
        function_id = x[0] & 0xFFFF_FFFF
        wide = function_id & SMC64 != 0
        function = self.functions.get(function_id)
        arguments = x[1:]
        if not wide and self.bug != "wide-smc32":
            arguments = [register & 0xFFFF_FFFF for register in arguments]
        result = function(caller, *arguments) if function else NOT_SUPPORTED
        if result is None:
            return None
        return result & (0xFFFF_FFFF_FFFF_FFFF if wide else 0xFFFF_FFFF)

    def let_time_pass(self):
        """Cores that were started come in."""
        for index, core in enumerate(self.cores):
            if core.state == PENDING and not self.is_off:
                core.state = ON
                context = 0 if self.bug == "forgets-context" else core.context
                self.enter(index, context)

    def enter(self, index, context):
        """What was pending for a core is taken as handled when it comes in."""
        self.cores[index].pending = False
        self.world.entered(index, self.cores[index].entry, context)

    def wake(self, index):
        """An interrupt; it stays pending until the core has come back from a CPU_SUSPEND."""
        self.cores[index].pending = True
        self.wake_if_pending(index)

    def wake_if_pending(self, index):
        core = self.cores[index]
        if core.asleep is None or not core.pending or self.is_off or self.bug == "sleeps-on":
            return
        power_state, core.asleep, core.pending = core.asleep, None, False
        if power_state == POWER_DOWN:
            self.enter(index, core.context)
        else:
            self.world.returned(index, SUCCESS)

    def psci_version(self, caller, x1, x2, x3):
        return 0x0001_0001

    def psci_features(self, caller, function_id, x2, x3):
        return 0 if function_id & 0xFFFF_FFFF in self.functions else NOT_SUPPORTED

    def cpu_on(self, caller, target, entry, context):
        if target not in CORES:
            return INVALID_PARAMETERS
        core = self.cores[CORES.index(target)]
        if core.state == ON:
            return SUCCESS if self.bug == "on-again" else ALREADY_ON
        if core.state == PENDING:
            return ON_PENDING
        if entry not in MEMORY or entry % 4 != 0:
            return INVALID_ADDRESS
        core.state, core.entry, core.context = PENDING, entry, context
        return SUCCESS

    def cpu_off(self, caller, x1, x2, x3):
        self.cores[caller].state = OFF
        return None

    def cpu_suspend(self, caller, power_state, entry, context):
        power_state &= 0xFFFF_FFFF
        if power_state not in (STANDBY, POWER_DOWN):
            return INVALID_PARAMETERS
        if power_state == POWER_DOWN and (entry not in MEMORY or entry % 4 != 0):
            return INVALID_ADDRESS
        core = self.cores[caller]
        core.asleep, core.entry, core.context = power_state, entry, context
        self.wake_if_pending(caller)
        return None  # what comes of it has been told already, or will be when it wakes

    def affinity_info(self, caller, target, level, x3):
        level &= 0xFFFF_FFFF
        if level > 3 or target & ~AFFINITY_FIELDS:
            return INVALID_PARAMETERS
        above = [0xFF_00FF_FFFF, 0xFF_00FF_FF00, 0xFF_00FF_0000, 0xFF_0000_0000][level]
        states = [
            core.state for core, mpidr in zip(self.cores, CORES) if (mpidr ^ target) & above == 0
        ]
        if not states:
            return INVALID_PARAMETERS
        if self.bug == "always-on" or ON in states:
            return ON
        return PENDING if PENDING in states else OFF

    def migrate_info_type(self, caller, x1, x2, x3):
        return 2  # there is no trusted OS that would have to migrate

    def system_off(self, caller, x1, x2, x3):
        self.is_off = True
        self.world.machine("off")
        return None

    def system_reset(self, caller, x1, x2, x3):
        self.is_off = True  # until the suite resets the machine
        self.world.machine("reset")
        return None


# ---- The protocol -----------------------------------------------------------------------------


def send(event, **fields):
    """One event is one line, and it has to leave at once."""
    print(json.dumps({"event": event, **fields}), flush=True)


class World:
    """What a machine does, as events. It remembers the calls that have not returned."""

    def __init__(self):
        self.calls = {}

    def begins(self, core, call):
        self.calls[core] = call

    def returned(self, core, x0):
        send("return", id=self.calls.pop(core), core=core, x0=hex(x0))

    def entered(self, core, address, x0):
        send("entry", core=core, at=hex(address), x0=hex(x0))

    def machine(self, what):
        send("machine", what=what)


def profile(bug):
    return {
        "protocol": 1,
        "implementation": "Python example 1" + (f" with the bug {bug}" if bug else ""),
        "psci_version": "1.1",
        "cores": [hex(mpidr) for mpidr in CORES],
        "conduit": "smc",
        "execution_state": "aarch64",
        "entry": {"base": "0x40001000", "stride": 16, "count": 64},
        "power_states": [
            {"value": hex(STANDBY), "type": "standby", "level": 0},
            {"value": hex(POWER_DOWN), "type": "powerdown", "level": 0},
        ],
        "wake": True,
        "patience_ms": 200,
    }


def main():
    parser = argparse.ArgumentParser(description="A PSCI machine for the conformance suite.")
    parser.add_argument("--bug", choices=BUGS, help="what it does wrong, see README.md")
    bug = parser.parse_args().bug
    world = World()
    machine = Machine(world, bug)

    for line in sys.stdin:
        request = json.loads(line)
        what = request["do"]
        if what == "hello":
            send("profile", **profile(bug))
        elif what == "reset":
            machine = Machine(world, bug)
            send("ready")
        elif what == "call":
            x = [int(register, 16) for register in request["x"]]
            world.begins(request["core"], request["id"])
            x0 = machine.call(request["core"], x)
            if x0 is not None:
                world.returned(request["core"], x0)
        elif what == "wake":
            machine.wake(request["core"])
        elif what == "idle":
            machine.let_time_pass()
            send("idle", id=request["id"])
        elif what == "bye":
            break


if __name__ == "__main__":
    main()
