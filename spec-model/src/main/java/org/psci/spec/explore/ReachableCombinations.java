// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.psci.spec.function.Combination;
import org.psci.spec.function.Specification;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.step.CoreStart;
import org.psci.spec.step.WakeUp;
import org.psci.spec.vocabulary.MigrateInfoType;
import org.psci.spec.vocabulary.Topology;

/**
 * The combinations of function, situation and outcome that an implementation can show at all: those
 * of the smallest machine on which cores can meet, with the same functions.
 */
public final class ReachableCombinations {
  private static final Topology SMALL = Topology.clusters(1, 2);

  private final Specification specification;
  private final Alphabet alphabet;
  private final Set<State> seen = new HashSet<>();
  private final Deque<State> toDo = new ArrayDeque<>();
  private final BitSet reached = new BitSet();

  private ReachableCombinations(Platform platform) {
    this.specification = new Specification(platform);
    this.alphabet = new Alphabet(platform);
  }

  /** The numbers of the combinations, as in {@link Combination}. */
  public static BitSet of(Platform platform) {
    Setting setting =
        new Setting(
            platform.version(),
            SMALL,
            platform.offersModes() ? Setting.Modes.OSI : Setting.Modes.PC,
            platform
                .trustedOs()
                .map(
                    os ->
                        os.type() == MigrateInfoType.UNIPROCESSOR_FIXED
                            ? Setting.Resident.FIXED
                            : Setting.Resident.MIGRATABLE)
                .orElse(Setting.Resident.NONE));
    ReachableCombinations search =
        new ReachableCombinations(
            setting.platform().without(platform.absent()).withConstants(platform.constants()));
    search.run();
    return search.reached;
  }

  private void run() {
    found(Combination.NONE, specification.platform().coldBoot());
    while (!toDo.isEmpty()) {
      expand(toDo.removeFirst());
    }
  }

  private void found(int combination, State next) {
    if (combination != Combination.NONE) {
      reached.set(combination);
    }
    if (seen.add(next)) {
      toDo.add(next);
    }
  }

  private void expand(State state) {
    Platform platform = specification.platform();
    for (int core = 0; core < SMALL.size(); core++) {
      if (state.core(core).isRunning()) {
        for (Action action : alphabet.calls(state.mode(), core)) {
          action.call().ifPresent(c -> Combination.of(specification, state, c, this::found));
        }
      } else if (CoreStart.isPossible(state, core)) {
        found(Combination.NONE, CoreStart.of(platform, state, core));
      } else if (WakeUp.isPossible(state, core)) {
        found(Combination.NONE, WakeUp.of(platform, state, core));
      }
    }
  }
}
