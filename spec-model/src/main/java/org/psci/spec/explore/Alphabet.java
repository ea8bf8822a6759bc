// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.AffinityLevel;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.SuspendMode;

/**
 * The calls that every running core makes in every state: each function, and of each argument a
 * value of every kind that the rules tell apart. It looks the same from every core, so that cores
 * can change places. What an argument has above the bits that count is always 0.
 */
final class Alphabet {
  private static final long BAD_ENTRY = 0x10;
  private static final long RESERVED_BIT = 0x8000_0000L;
  private static final int RESERVED_STATE = 0x8000_0000;
  private static final int UNLISTED_STATE = 0x00f0_0000;
  private static final int SMCCC_VERSION = PsciFunction.SMCCC_VERSION;
  private static final int UNALLOCATED = 0x8400_001f;
  private static final int WIDE_PSCI_VERSION = 0xc400_0000;
  private static final int NOT_PSCI = 0x8500_0000;
  private static final int VENDOR_RESET = 0x8000_0000;
  private static final int WIDE_LEVEL = 0x1000;

  private final Platform platform;
  private final int cores;
  private final long[] targets;
  private final int highestLevel;
  private final List<Action> actions = new ArrayList<>();

  /** By suspend mode and core. */
  private final Action[][][] calls;

  /** By kind and core. */
  private final Action[][] hidden;

  Alphabet(Platform platform) {
    this.platform = platform;
    this.cores = State.cores(platform.topology());
    this.targets = targets();
    this.highestLevel = platform.powerTree().highestLevel();
    this.calls = new Action[SuspendMode.values().length][cores][];
    this.hidden = new Action[Action.Kind.values().length][cores];
    for (int core = 0; core < cores; core++) {
      addCalls(core);
      for (Action.Kind kind : Action.Kind.values()) {
        Action action = Action.hidden(actions.size(), kind, core);
        if (kind != Action.Kind.CALL) {
          actions.add(action);
        }
        hidden[kind.ordinal()][core] = action;
      }
    }
  }

  /** Every action. */
  List<Action> actions() {
    return actions;
  }

  /** The calls of a core in a mode. */
  Action[] calls(SuspendMode mode, int core) {
    return calls[mode.ordinal()][core];
  }

  Action hidden(Action.Kind kind, int core) {
    return hidden[kind.ordinal()][core];
  }

  /** The same with fewer calls. */
  Alphabet only(Predicate<Action> wanted) {
    Alphabet fewer = new Alphabet(platform);
    for (Action[][] ofMode : fewer.calls) {
      for (int core = 0; core < cores; core++) {
        ofMode[core] = List.of(ofMode[core]).stream().filter(wanted).toArray(Action[]::new);
      }
    }
    return fewer;
  }

  /** Each core, one that is not there, and one with a reserved bit. */
  private long[] targets() {
    long[] all = new long[cores + 2];
    for (int core = 0; core < cores; core++) {
      all[core] = platform.topology().mpidr(core).value();
    }
    all[cores] = Mpidr.of(0xff, 0, 0, 0).value();
    all[cores + 1] = all[0] | RESERVED_BIT;
    return all;
  }

  private void addCalls(int core) {
    List<Action> inEveryMode = new ArrayList<>();
    int first = actions.size();
    add(core, PsciFunction.PSCI_VERSION);
    add(core, PsciFunction.CPU_OFF);
    add(core, PsciFunction.CPU_FREEZE);
    add(core, PsciFunction.MIGRATE_INFO_TYPE);
    add(core, PsciFunction.MIGRATE_INFO_UP_CPU);
    add(core, PsciFunction.SYSTEM_OFF);
    add(core, PsciFunction.SYSTEM_RESET);
    addTargets(core);
    addEntries(core);
    addFeatures(core);
    addMachine(core);
    addUnknown(core);
    inEveryMode.addAll(actions.subList(first, actions.size()));
    for (SuspendMode mode : SuspendMode.values()) {
      first = actions.size();
      addSuspend(core, mode);
      List<Action> all = new ArrayList<>(inEveryMode);
      all.addAll(actions.subList(first, actions.size()));
      calls[mode.ordinal()][core] = all.toArray(new Action[0]);
    }
  }

  private void addTargets(int core) {
    for (long target : targets) {
      add(core, PsciFunction.CPU_ON, target, Setting.ENTRIES.base());
      add(core, PsciFunction.CPU_ON, target, BAD_ENTRY);
      add(core, PsciFunction.MIGRATE, target);
      add(core, PsciFunction.AFFINITY_INFO, target, 0);
      add(core, PsciFunction.AFFINITY_INFO, target, 1);
      for (int level = 0; level <= highestLevel; level++) {
        add(core, PsciFunction.NODE_HW_STATE, target, level);
      }
    }
    long own = targets[core];
    for (int level = 2; level <= AffinityLevel.HIGHEST + 1; level++) {
      add(core, PsciFunction.AFFINITY_INFO, own, level);
    }
    add(core, PsciFunction.NODE_HW_STATE, own, highestLevel + 1);
    add(core, PsciFunction.NODE_HW_STATE, own, WIDE_LEVEL);
    long absent = targets[cores];
    int listed = CompositeStates.withOwnClaim(highestLevel).get(0).value();
    for (PsciFunction function :
        new PsciFunction[] {PsciFunction.PSCI_STAT_RESIDENCY, PsciFunction.PSCI_STAT_COUNT}) {
      add(core, function, own, listed);
      add(core, function, own, UNLISTED_STATE);
      add(core, function, absent, listed);
    }
  }

  private void addEntries(int core) {
    for (long entry : new long[] {Setting.ENTRIES.base(), BAD_ENTRY}) {
      add(core, PsciFunction.CPU_DEFAULT_SUSPEND, entry);
      add(core, PsciFunction.SYSTEM_SUSPEND, entry);
    }
  }

  private void addFeatures(int core) {
    for (PsciFunction function : PsciFunction.values()) {
      add(core, PsciFunction.PSCI_FEATURES, function.smc32() & 0xffff_ffffL);
    }
    for (int id : new int[] {SMCCC_VERSION, UNALLOCATED, NOT_PSCI}) {
      add(core, PsciFunction.PSCI_FEATURES, id & 0xffff_ffffL);
    }
  }

  private void addMachine(int core) {
    for (int mode = 0; mode <= 2; mode++) {
      add(core, PsciFunction.PSCI_SET_SUSPEND_MODE, mode);
    }
    for (long type : new long[] {0, 1, VENDOR_RESET & 0xffff_ffffL}) {
      add(core, PsciFunction.SYSTEM_RESET2, type);
    }
    for (long type = 0; type <= 2; type++) {
      add(core, PsciFunction.SYSTEM_OFF2, type);
    }
    add(core, PsciFunction.SYSTEM_OFF2, 1, 1);
    add(core, PsciFunction.MEM_PROTECT, 0);
    add(core, PsciFunction.MEM_PROTECT, 1);
    long memory = Setting.MEMORY.base();
    add(core, PsciFunction.MEM_PROTECT_CHECK_RANGE, memory, 0x1000);
    add(core, PsciFunction.MEM_PROTECT_CHECK_RANGE, 0, 0x1000);
    add(core, PsciFunction.MEM_PROTECT_CHECK_RANGE, memory, 0);
    add(core, PsciFunction.MEM_PROTECT_CHECK_RANGE, -1, 2);
  }

  private void addUnknown(int core) {
    add(core, UNALLOCATED, 0, 0);
    add(core, WIDE_PSCI_VERSION, 0, 0);
  }

  private void addSuspend(int core, SuspendMode mode) {
    List<PowerState> states =
        mode == SuspendMode.OS_INITIATED
            ? CompositeStates.withEveryClaim(highestLevel)
            : CompositeStates.withOwnClaim(highestLevel);
    for (PowerState state : states) {
      add(core, PsciFunction.CPU_SUSPEND, state.value(), Setting.ENTRIES.base());
    }
    states.stream()
        .filter(state -> state.at(0) == LocalState.POWER_DOWN)
        .filter(state -> state.lastLevel() == state.level())
        .forEach(state -> add(core, PsciFunction.CPU_SUSPEND, state.value(), BAD_ENTRY));
    add(core, PsciFunction.CPU_SUSPEND, UNLISTED_STATE, Setting.ENTRIES.base());
    add(core, PsciFunction.CPU_SUSPEND, RESERVED_STATE, Setting.ENTRIES.base());
  }

  private void add(int core, PsciFunction function, long... arguments) {
    long x1 = arguments.length > 0 ? arguments[0] : 0;
    long x2 = arguments.length > 1 ? arguments[1] : 0;
    add(core, function.id(CallWidth.SMC64), x1, x2);
  }

  private void add(int core, int id, long x1, long x2) {
    Call call = new Call(core, id & 0xffff_ffffL, x1, x2, 0, platform.executionState());
    boolean atCore = call.is(PsciFunction.CPU_ON) || call.is(PsciFunction.MIGRATE);
    int target = atCore ? platform.topology().indexOf(x1) : -1;
    actions.add(Action.call(actions.size(), call, target));
  }
}
