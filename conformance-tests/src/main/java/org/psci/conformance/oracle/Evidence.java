// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.spec.function.Specification;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.AffinityState;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.NodeHwState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.SuspendMode;
import org.psci.spec.vocabulary.Version;

/**
 * Which rules an answer shows to be kept that was right, beside those that permitted it: what it
 * means depends on the calls around it. It finds no fault.
 */
final class Evidence {
  private final History history;
  private final Lanes lanes;
  private final Specification specification;
  private final PastCalls calls;
  private final Notes notes;
  private @Nullable List<Event.Called> modeChanges;

  Evidence(
      History history, Lanes lanes, Specification specification, PastCalls calls, Notes notes) {
    this.history = history;
    this.lanes = lanes;
    this.specification = specification;
    this.calls = calls;
    this.notes = notes;
  }

  /** A call that returned, and had its place in the order of things. */
  void shownBy(Event.Called called) {
    Call call = called.call();
    if (call.is(PsciFunction.CPU_ON) || call.is(PsciFunction.AFFINITY_INFO)) {
      aboutCore(called);
    } else if (call.is(PsciFunction.NODE_HW_STATE) && (int) called.result() >= 0) {
      aboutNode(called);
    } else if (call.is(PsciFunction.CPU_SUSPEND)) {
      boolean denied = (int) called.result() == ReturnCode.DENIED.value();
      if (denied && calls.races(called, other -> other.call().is(PsciFunction.CPU_SUSPEND))) {
        notes.pass("OSI-09");
      }
    } else if (call.is(PsciFunction.PSCI_SET_SUSPEND_MODE)) {
      boolean idledBefore = calls.wasBefore(called, PastCalls.Kind.DEFAULT_SUSPEND);
      if (idledBefore && call.word(1) != 0 && (int) called.result() == 0) {
        notes.pass("DSUSP-03");
      }
    }
  }

  /** A CPU_SUSPEND that was accepted, and is over. */
  void accepted(Event.Called suspend) {
    if (!suspend.call().is(PsciFunction.CPU_SUSPEND) || !isOsInitiated(suspend)) {
      return;
    }
    Platform platform = specification.platform();
    PowerState request = platform.powerStates().of(suspend.call().word(1));
    int claim = Math.max(request.level(), request.lastLevel());
    if (claim <= 0) {
      notes.pass("OSI-13");
      return;
    }
    notes.pass("OSI-01", "OSI-07");
    int level = Math.min(claim, platform.powerTree().highestLevel());
    long others = platform.powerTree().members(suspend.core(), level) & ~(1L << suspend.core());
    for (long rest = others; rest != 0; rest &= rest - 1) {
      CoreState other = how(Long.numberOfTrailingZeros(rest), suspend.begin(), suspend.begin());
      notes.pass(other.isSuspended() ? "OSI-06" : "OSI-10");
    }
  }

  private void aboutCore(Event.Called called) {
    int result = (int) called.result();
    int target = calls.target(called);
    if (called.call().is(PsciFunction.CPU_ON)) {
      if (specification.platform().version().isBefore(Version.V1_2)) {
        notes.pass("CPU_ON-12");
      }
      if (result == ReturnCode.ALREADY_ON.value() && calls.wasLeavingDuring(target, called)) {
        notes.pass("CPU_ON-09");
      }
    } else if (result == AffinityState.OFF.value()) {
      sawOff(called, target);
    } else if (result == AffinityState.ON.value() && isInDefaultSuspend(target, called)) {
      notes.pass("DSUSP-04");
    }
    if (target >= 0 && calls.races(called, other -> changes(other, target))) {
      notes.pass("SM-06");
    }
  }

  private boolean changes(Event.Called other, int core) {
    return other.core() == core
        ? other.call().is(PsciFunction::takesCoreOut)
        : other.call().is(PsciFunction.CPU_ON) && calls.target(other) == core;
  }

  private void sawOff(Event.Called called, int target) {
    boolean interrupted =
        target >= 0 && target < State.CORES && lanes.firstWakeUp(target) < called.begin();
    if (interrupted && calls.hasLeft(target)) {
      notes.pass("CPU_OFF-06");
    }
    if (calls.wasBefore(called, PastCalls.Kind.SYSTEM_SLEEP)) {
      notes.pass("SSUSP-06");
    }
  }

  private boolean isInDefaultSuspend(int core, Event.Called during) {
    return core >= 0 && core < State.CORES && how(core, during).isInDefaultSuspend();
  }

  /** A start that took place although somebody else was just leaving the node. */
  void started(Event.Called start) {
    int target = calls.target(start);
    Platform platform = specification.platform();
    int level = Math.min(1, platform.powerTree().highestLevel());
    long neighbours = target < 0 ? 0 : platform.powerTree().members(target, level);
    if (calls.races(
        start,
        other ->
            (neighbours >>> other.core() & 1) == 1
                && other.core() != target
                && platform.powerLevel(other.call()) > 0)) {
      notes.pass("TOPO-05");
    }
  }

  /** What a core was in during all of a call; ON if it may have run. */
  private CoreState how(int core, Event.Called during) {
    return how(core, during.begin(), during.end());
  }

  private CoreState how(int core, long from, long to) {
    if (core >= State.CORES) {
      return CoreState.OFF;
    }
    Absence absence = lanes.absence(core, from, to);
    return absence == null ? CoreState.ON : absence.how();
  }

  /** How deep a node is shows who coordinates it, and how. */
  private void aboutNode(Event.Called called) {
    Platform platform = specification.platform();
    int target = calls.target(called);
    int level = called.call().word(2);
    if (target < 0 || level < 1 || level > platform.powerTree().highestLevel()) {
      return;
    }
    boolean down = (int) called.result() != NodeHwState.HW_ON.value();
    int off = 0;
    int asleep = 0;
    LocalState bound = LocalState.POWER_DOWN;
    for (long rest = platform.powerTree().members(target, level); rest != 0; rest &= rest - 1) {
      CoreState core = how(Long.numberOfTrailingZeros(rest), called);
      off += core.isOff() ? 1 : 0;
      asleep += core.isSuspended() ? 1 : 0;
      bound = bound.butNoDeeperThan(core.state(level));
      if (core.isOn() && !core.isSuspended()) {
        return; // it has to run, which the model says
      }
    }
    if (asleep == 0) {
      notes.pass(down ? List.of("CPU_OFF-07", "COORD-03", "TOPO-03") : List.of("NHW-01"));
    } else if (isOsInitiated(called)) {
      ordered(down, off > 0);
    } else if (down || bound == LocalState.RUN) {
      granted(down, off > 0, asleep > 1);
    }
    if ((int) called.result() == NodeHwState.HW_OFF.value()) {
      childrenAreOff(called, target, level);
    }
  }

  /** The rules that a node breaks which is deeper than it may be; none for other answers. */
  List<String> nodeIsTooDeep(Event.Called called) {
    Platform platform = specification.platform();
    int target = calls.target(called);
    int level = called.call().word(2);
    boolean asks = called.call().is(PsciFunction.NODE_HW_STATE) && (int) called.result() > 0;
    if (!asks || target < 0 || level < 1 || level > platform.powerTree().highestLevel()) {
      return List.of();
    }
    List<String> broken = new ArrayList<>();
    boolean off = false;
    for (long rest = platform.powerTree().members(target, level); rest != 0; rest &= rest - 1) {
      int core = Long.numberOfTrailingZeros(rest);
      CoreState how = how(core, called);
      off |= how.isOff();
      if (how.isRunning() && broken.isEmpty()) {
        broken.addAll(List.of("COORD-05", "COORD-04", "TOPO-03"));
        if (isOsInitiated(called) && calls.wasRefusedLast(core, called)) {
          broken.add("OSI-08");
        }
      }
    }
    if (isOsInitiated(called)) {
      if (broken.isEmpty()) {
        return off ? List.of("CPU_OFF-09", "OSI-07") : List.of("OSI-07");
      }
      return broken;
    }
    if (broken.isEmpty()) {
      broken.add("COORD-02");
    }
    if (off) {
      broken.add("CPU_OFF-08");
    }
    return broken;
  }

  private void granted(boolean down, boolean beside, boolean several) {
    notes.pass("COORD-02", "PD-09");
    if (several) {
      notes.pass("COORD-06");
    }
    if (down) {
      notes.pass("TOPO-03");
    }
    if (beside && down) {
      notes.pass("COORD-03", "CPU_OFF-08");
    }
  }

  private void ordered(boolean down, boolean beside) {
    if (down) {
      notes.pass("OSI-07", "TOPO-03");
    } else if (beside) {
      notes.pass("CPU_OFF-09", "OSI-10");
    }
  }

  private boolean isOsInitiated(Event.Called at) {
    if (modeChanges == null) {
      modeChanges = modeChanges();
    }
    boolean osInitiated = false;
    for (Event.Called called : modeChanges) {
      if (called.end() < at.begin()) {
        osInitiated = called.call().word(1) == SuspendMode.OS_INITIATED.value();
      }
    }
    return osInitiated;
  }

  private List<Event.Called> modeChanges() {
    List<Event.Called> changes = new ArrayList<>();
    for (Event event : history.events()) {
      if (event instanceof Event.Called called
          && called.call().is(PsciFunction.PSCI_SET_SUSPEND_MODE)
          && (int) called.result() == ReturnCode.SUCCESS.value()) {
        changes.add(called);
      }
    }
    return changes;
  }

  /** Whether a node below one that is off was seen off too, in the same sleep of its core. */
  private void childrenAreOff(Event.Called parent, int target, int level) {
    for (Event event : history.events()) {
      if (event instanceof Event.Called child
          && child.call().is(PsciFunction.NODE_HW_STATE)
          && child.returned()
          && child.call().word(2) >= 0
          && child.call().word(2) < level
          && calls.target(child) == target
          && (int) child.result() == NodeHwState.HW_OFF.value()
          && how(target, child).equals(how(target, parent))) {
        notes.pass("COORD-04");
        return;
      }
    }
  }
}
