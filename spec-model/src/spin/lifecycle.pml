/* SPDX-License-Identifier: Apache-2.0
 *
 * The life of cores under PSCI, a second time: written from the rules (SM-01 to SM-04, CPU_ON-02,
 * CPU_ON-05, CPU_ON-06, CPU_OFF-01, SUSP-01, SUSP-12, STBY-01, PD-01) and not from the Java model.
 * LifecycleTwinTest compares how many states the two have.
 *
 *   spin -DN=3 -a lifecycle.pml && cc -DSAFETY -o pan pan.c && ./pan
 *
 * Left out: nodes above the cores, suspend modes, errors, addresses, everything else of PSCI.
 */

#ifndef N
#define N 4                       /* how many cores there are */
#endif

#define OFF        0
#define ON         1              /* and running */
#define STANDBY    2              /* ON, suspended, keeps its context */
#define POWER_DOWN 3              /* ON, suspended, may lose its context */
#define PENDING(starter) (4 + (starter))  /* ON_PENDING, and whose CPU_ON it waits for */

#define is_pending(state) ((state) >= PENDING(0))

/* SM-01: after a cold boot the primary core is ON, all others are OFF. */
byte core[N] = { ON };

/* What may happen to one core. Each line is indivisible (SM-06), so a process is always here. */
active [N] proctype life()
{
    byte target;                  /* always 0 between two steps: it is no part of the state */

end:
    do
    /* CPU_OFF of its own. */
    :: d_step { core[_pid] == ON -> core[_pid] = OFF }

    /* CPU_SUSPEND of its own, to standby or to power-down. */
    :: d_step { core[_pid] == ON -> core[_pid] = STANDBY }
    :: d_step { core[_pid] == ON -> core[_pid] = POWER_DOWN }

    /* A wake-up: it returns to the caller, or enters at the entry point; either way it runs. */
    :: d_step { core[_pid] == STANDBY -> core[_pid] = ON }
    :: d_step { core[_pid] == POWER_DOWN -> core[_pid] = ON }

    /* CPU_ON by this core of any other one that is OFF. */
    :: atomic {
        core[_pid] == ON ->
        select (target : 0 .. N - 1);
        if
        :: core[target] == OFF -> core[target] = PENDING(_pid)
        :: else                   /* ALREADY_ON or ON_PENDING: nothing changes (SM-04) */
        fi;
        target = 0
       }

    /* A pending core becomes ON in firmware, at some moment that nobody sees. */
    :: d_step { is_pending(core[_pid]) -> core[_pid] = ON }
    od
}
