// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

import org.psci.conformance.history.Changes;
import org.psci.conformance.history.Event;
import org.psci.reference.PowerEvent;
import org.psci.reference.ReferenceMachine;
import org.psci.spec.step.EntryState;

/** Tells a listener what is seen of the reference machine. */
final class ReferenceObserver implements ReferenceMachine.Observer {
  private final StepwiseMachine.Listener listener;
  private final boolean isAArch32;
  private boolean hasSeen;

  ReferenceObserver(StepwiseMachine.Listener listener, boolean isAArch32) {
    this.listener = listener;
    this.isAArch32 = isAArch32;
  }

  /** Whether anything was seen. */
  boolean hasSeen() {
    return hasSeen;
  }

  @Override
  public void returned(int core, long x0, long changed, boolean daif) {
    hasSeen = true;
    listener.returned(core, x0, new Changes(changed, false, false, daif, false));
  }

  @Override
  public void ended(PowerEvent event) {
    hasSeen = true;
    listener.machine(
        switch (event) {
          case OFF -> Event.Machine.What.POWERED_OFF;
          case RESET -> Event.Machine.What.RESET;
          case HIBERNATED -> Event.Machine.What.HIBERNATED;
        });
  }

  @Override
  public void entered(int core, long address, long x0, ReferenceMachine.StartState state) {
    hasSeen = true;
    listener.entered(
        core,
        address,
        x0,
        new EntryState(
            state.exceptionLevel(),
            state.daif(),
            state.spsel() ? 1 : 0,
            state.sctlr(),
            state.mpidr().value(),
            state.cntfrq(),
            isAArch32 ? (state.t32() ? 1 : 0) : EntryState.UNREAD,
            isAArch32 ? cpsr(state) : EntryState.UNREAD));
  }

  /** An AArch32 core of the machine: in Supervisor mode, and its byte order is that of SCTLR.EE. */
  private static long cpsr(ReferenceMachine.StartState state) {
    long mode = state.exceptionLevel() == 2 ? 0x1a : 0x13;
    long bigEndian = state.sctlr() >>> 25 & 1;
    return bigEndian << 9 | state.daif() << 6 | (state.t32() ? 1L << 5 : 0) | mode;
  }
}
