// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.former;

import java.util.Optional;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Coordination;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.ReturnCode;

/**
 * What OS-initiated mode demands of a CPU_SUSPEND (4.2.3.2, 6.3): the request is an order. It is
 * carried out as it stands if the implementation, too, sees the caller as the last core up to the
 * level that the request names, and refused otherwise.
 *
 * <p>Where the rules pull against each other (decision 19): a state asked for above the claimed
 * level counts as a claim of that level, or may be refused; a claim that is lower than the truth is
 * lawful.
 */
final class OsInitiated {
  private static final Because OTHER_CORE_RUNS = Because.of("OSI-04", "OSI-03", "OSI-01", "OSI-08");
  private static final Because OTHER_CORE_RUNS_ELSEWHERE =
      Because.of("OSI-03", "OSI-04", "OSI-01", "OSI-08");
  private static final Because OTHER_IS_SHALLOWER =
      Because.of("OSI-05", "OSI-01", "COORD-04", "OSI-08");
  private static final Because OTHER_CORE_STARTS = OTHER_CORE_RUNS.under("AMB-22", "A");
  private static final Because OTHER_SLEEPS = OTHER_IS_SHALLOWER.under("AMB-20", "A");
  private static final Because OTHER_SLEEPS_AND_DENIED = OTHER_IS_SHALLOWER.under("AMB-20", "B");
  private static final Because FALSE_CLAIM =
      Because.of("OSI-03", "OSI-01", "OSI-08").under("AMB-21", "A");
  private static final Because ABOVE_CLAIM = Because.of("OSI-03", "SUSP-03");

  /** What stands against a request, one bit each. */
  private static final int RUNNING = 1;

  private static final int PENDING = 2;
  private static final int ASLEEP = 4;
  private static final int RUNNING_NODE = 8;
  private static final int OPEN = 16;

  private OsInitiated() {}

  /** The level up to which the caller says that it is the last core. */
  static int claim(PowerState request) {
    return Math.max(
        request.level(), request.lastLevel() == PowerState.NO_CLAIM ? 0 : request.lastLevel());
  }

  /**
   * Permits what stands against an order.
   *
   * @return where the order itself puts its outcomes, or empty if nothing lets it through
   */
  static Optional<Outcomes> check(
      Platform platform, State before, int caller, PowerState request, Outcomes outcomes) {
    int claim = claim(request);
    boolean isUnpublished = !platform.powerStates().isListed(request.value());
    boolean isBelowGuess = claim > 0 && platform.powerTree().isGuess();
    if (isUnpublished || isBelowGuess) { // what is claimed of whom nobody has said
      outcomes.returns(ReturnCode.DENIED, before, OTHER_CORE_RUNS);
      outcomes.returns(ReturnCode.INVALID_PARAMETERS, before, OTHER_IS_SHALLOWER);
      return Optional.of(outcomes);
    }
    int against = 0;
    int againstState = 0;
    for (int level = 1; level <= Math.min(claim, platform.powerTree().highestLevel()); level++) {
      against |= against(platform, before, caller, level, request.at(level));
      againstState = level <= request.level() ? against : againstState;
    }
    boolean aboveClaim =
        request.lastLevel() != PowerState.NO_CLAIM && request.level() > request.lastLevel();
    boolean asksForNode = request.level() > 0;
    if (aboveClaim) {
      outcomes.returns(ReturnCode.INVALID_PARAMETERS, before, ABOVE_CLAIM);
    }
    Because runs = (againstState & RUNNING) != 0 ? OTHER_CORE_RUNS : OTHER_CORE_RUNS_ELSEWHERE;
    if ((against & RUNNING) != 0) {
      outcomes.returns(ReturnCode.DENIED, before, asksForNode ? runs : FALSE_CLAIM);
    } else if ((against & PENDING) != 0) {
      outcomes.returns(ReturnCode.DENIED, before, OTHER_CORE_STARTS);
    }
    if ((against & ASLEEP) != 0) {
      boolean alone = against == ASLEEP && asksForNode;
      outcomes.returns(
          ReturnCode.INVALID_PARAMETERS, before, alone ? OTHER_SLEEPS : OTHER_IS_SHALLOWER);
      outcomes.returns(
          ReturnCode.DENIED, before, alone ? OTHER_SLEEPS_AND_DENIED : OTHER_IS_SHALLOWER);
    }
    if ((against & (RUNNING_NODE | OPEN)) != 0) {
      outcomes.returns(ReturnCode.INVALID_PARAMETERS, before, OTHER_IS_SHALLOWER);
      outcomes.returns(ReturnCode.DENIED, before, OTHER_IS_SHALLOWER);
    }
    if (against != 0 && !asksForNode) { // no code is given for a claim that is merely false
      outcomes.returns(ReturnCode.INVALID_PARAMETERS, before, FALSE_CLAIM);
    }
    if ((against & (RUNNING | ASLEEP | RUNNING_NODE)) != 0) {
      return asksForNode ? Optional.empty() : Optional.of(outcomes.under("AMB-21", "B"));
    }
    return Optional.of((against & PENDING) != 0 ? outcomes.under("AMB-22", "B") : outcomes);
  }

  /**
   * What, apart from the caller, is shallower than the state ordered for the node at this level.
   */
  private static int against(
      Platform platform, State before, int caller, int level, LocalState ordered) {
    PowerTree tree = platform.powerTree();
    int against = 0;
    long others = tree.members(caller, level) & ~tree.members(caller, level - 1);
    for (long rest = tree.members(caller, level) & ~(1L << caller); rest != 0; rest &= rest - 1) {
      CoreState core = before.core(Long.numberOfTrailingZeros(rest));
      if (core.isPending()) {
        against |= PENDING;
      } else if (core.isRunning()) {
        against |= RUNNING;
      } else if (core.isOutsideOrders()) {
        against |= OPEN; // what these count as is not laid down (OSI-11)
      }
    }
    for (long rest = others; rest != 0; rest &= rest - 1) {
      int core = Long.numberOfTrailingZeros(rest);
      LocalState child = Coordination.bound(platform, before, core, level - 1);
      boolean sleeps = !anyRuns(before, tree.members(core, level - 1)); // else that is the reason
      if (sleeps && ordered.isDeeperThan(child) && !before.core(core).isOutsideOrders()) {
        against |= child == LocalState.RUN ? RUNNING_NODE : ASLEEP;
      }
    }
    return against;
  }

  private static boolean anyRuns(State state, long members) {
    for (long rest = members; rest != 0; rest &= rest - 1) {
      CoreState core = state.core(Long.numberOfTrailingZeros(rest));
      if (core.isRunning() || core.isPending()) {
        return true;
      }
    }
    return false;
  }
}
