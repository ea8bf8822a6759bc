// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.batch;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.psci.conformance.program.Dirt;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.Step;
import org.psci.spec.model.Call;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * What the agent is to do for a program: the calls of the program, and its wake-ups, each as the
 * action of a core. Core numbers are those of the machine.
 *
 * @param program the program
 * @param actions in the order of the program
 * @param wakes whether there may be interrupts
 * @param isPlain whether only core 0 makes calls, and no call changes the state of any core
 */
public record Plan(Program program, List<Action> actions, boolean wakes, boolean isPlain) {
  private static final Set<PsciFunction> QUESTIONS =
      EnumSet.of(
          PsciFunction.PSCI_VERSION,
          PsciFunction.PSCI_FEATURES,
          PsciFunction.AFFINITY_INFO,
          PsciFunction.MIGRATE_INFO_TYPE,
          PsciFunction.MIGRATE_INFO_UP_CPU,
          PsciFunction.NODE_HW_STATE,
          PsciFunction.PSCI_STAT_RESIDENCY,
          PsciFunction.PSCI_STAT_COUNT,
          PsciFunction.MEM_PROTECT_CHECK_RANGE);

  private static final PsciFunction[] FUNCTIONS = PsciFunction.values();

  /** The bit that makes an SMC64 id out of an SMC32 id. */
  private static final int WIDE = 0x4000_0000;

  /** Something that a core does. */
  public sealed interface Action {

    /** Who does it. */
    int core();

    /** The place of its phase in the program. */
    int phase();
  }

  /**
   * A core makes a call.
   *
   * @param core who
   * @param phase the place of its phase in the program
   * @param together the cores that meet before they call, as bits; 0 if it calls alone
   * @param step what the program says
   * @param number the place of the step in the program
   * @param call the same in registers
   * @param timer after how many microseconds a timer of its own wakes the core; 0 for none
   */
  public record Calling(
      int core, int phase, int together, Step step, int number, Call call, int timer)
      implements Action {

    /** Whether SCTLR.EE is set during the call. */
    public boolean isBigEndian() {
      return !step.dirt().isEmpty() && step.dirt().contains(Dirt.BE);
    }
  }

  /**
   * A core sends an interrupt.
   *
   * @param core who
   * @param phase the place of its phase in the program
   * @param target to whom, maybe itself
   * @param late whether to wait a little, so that the target has fallen asleep
   */
  public record Waking(int core, int phase, int target, boolean late) implements Action {}

  /** The longest time for which a timer is set, in microseconds. */
  public int longestTimer() {
    int longest = 0;
    if (wakes) {
      for (Action action : actions) {
        if (action instanceof Calling calling) {
          longest = Math.max(longest, calling.timer());
        }
      }
    }
    return longest;
  }

  /** Whether a step only asks. An id that is no function is taken for a question too. */
  static boolean onlyAsks(Step step) {
    if (step.core() != 0 || step.repeat().isPresent() || !step.dirt().isEmpty()) {
      return false;
    }
    int id = step.invocation().functionId();
    int number = (id & ~WIDE) - PsciFunction.PSCI_VERSION.smc32();
    return number < 0
        || number >= FUNCTIONS.length
        || !FUNCTIONS[number].hasId(id)
        || QUESTIONS.contains(FUNCTIONS[number]);
  }
}
