// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.psci.spec.model.Platform;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * The part of the model that {@code lifecycle.pml} describes a second time, in Promela: cores that
 * start, go off, and sleep in standby or in power-down, under platform coordination.
 */
public final class LifeCycle {
  private static final String TWIN = "lifecycle.pml";
  private static final double NANOS = 1e9;
  private static final long NO_LIMIT = Long.MAX_VALUE;

  private LifeCycle() {}

  /**
   * How many states there are.
   *
   * @param states their number
   * @param seconds how long it took to find them
   */
  public record Counted(long states, double seconds) {}

  /** Explores it without making use of symmetry, as SPIN does. */
  public static Counted explore(int cores, int threads) {
    Setting setting =
        new Setting(
            Version.V1_1, Topology.clusters(1, cores), Setting.Modes.PC, Setting.Resident.NONE);
    Platform platform = setting.platform();
    long start = System.nanoTime();
    Alphabet alphabet = new Alphabet(platform).only(action -> isOfIt(platform, action));
    TransitionSystem system = new PsciSteps(platform, alphabet);
    Findings found =
        new Exploration(system, Symmetry.none(platform), List.of(), threads, NO_LIMIT).run();
    return new Counted(found.states(), (System.nanoTime() - start) / NANOS);
  }

  private static boolean isOfIt(Platform platform, Action action) {
    boolean usable = action.call().filter(call -> call.x2() == Setting.ENTRIES.base()).isPresent();
    return action.isCallOf(PsciFunction.CPU_OFF)
        || (action.isCallOf(PsciFunction.CPU_ON) && usable && action.target() >= 0)
        || (action.isCallOf(PsciFunction.CPU_SUSPEND)
            && usable
            && isOfCoreAlone(platform, action.word(1)));
  }

  private static boolean isOfCoreAlone(Platform platform, int value) {
    PowerState state = platform.powerStates().of(value);
    return platform.powerStates().isListed(value)
        && state.level() == 0
        && (state.type() == StateType.POWER_DOWN || state.at(0) == LocalState.STANDBY);
  }

  /** The twin in Promela. */
  public static String promela() {
    try (InputStream in = LifeCycle.class.getResourceAsStream(TWIN)) {
      if (in == null) {
        throw new IllegalStateException(TWIN + " is missing beside " + LifeCycle.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
