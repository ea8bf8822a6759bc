// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.Optional;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.Coordination;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.NodeHwState;
import org.psci.spec.vocabulary.ReturnCode;

/**
 * NODE_HW_STATE(target_cpu, power_level) (5.19), from 1.0: what the power controller sees of a
 * node, at some moment during the call. A node that may go down need not have, or not yet; one that
 * has to run is on. How power levels are numbered is the platform's matter (AMB-51): as in the
 * power tree, or in steps of 0x1000.
 */
final class NodeHwStateCall implements Step {
  /** Where levels are numbered as in the recommended encoding of the last level. */
  private static final int WIDE_STEP = 0x1000;

  private static final Because MUST_RUN = Because.of("NHW-01", "COORD-05", "TOPO-03");
  private static final Because CALLER_RUNS = Because.of("NHW-04", "NHW-01", "COORD-05", "TOPO-03");
  private static final Because ALLOWED = Because.of("NHW-01", "NHW-05", "PD-09", "COORD-08");
  private static final Because NO_SUCH_NODE = Because.of("NHW-02");
  private static final Because NO_SUCH_CODE = Because.of("NHW-01", "NHW-02");

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    int core = platform.topology().indexOf(call.wide(1));
    int level = call.word(2);
    int highest = core < 0 ? 0 : highestLevel(platform, core);
    if (core < 0 || level < 0) {
      outcomes.returns(ReturnCode.INVALID_PARAMETERS, before, NO_SUCH_NODE);
    } else if (level == 0) {
      ofNode(platform, before, call.caller(), core, 0, outcomes);
    } else if (level <= highest) {
      ofNode(platform, before, call.caller(), core, level, outcomes.under("AMB-51", "A"));
      outcomes.returns(ReturnCode.INVALID_PARAMETERS, before, NO_SUCH_NODE.under("AMB-51", "B"));
    } else {
      outcomes.returns(ReturnCode.INVALID_PARAMETERS, before, NO_SUCH_NODE);
      if (level % WIDE_STEP == 0 && level / WIDE_STEP <= highest) {
        ofNode(
            platform,
            before,
            call.caller(),
            core,
            level / WIDE_STEP,
            outcomes.under("AMB-51", "B"));
      }
    }
  }

  /** The highest level at which there is a node above this core; at level 0 it is its own. */
  private static int highestLevel(Platform platform, int core) {
    int highest = platform.powerTree().highestLevel();
    while (platform.powerTree().members(core, highest) == 0) {
      highest--;
    }
    return highest;
  }

  private static void ofNode(
      Platform platform, State before, int caller, int core, int level, Outcomes outcomes) {
    LocalState bound = Coordination.bound(platform, before, core, level);
    boolean starting = level == 0 && before.core(core).isPending(); // it may not have come up yet
    boolean unknown = level > 0 && core != caller && platform.powerTree().isGuess();
    if (starting || unknown) {
      bound = LocalState.POWER_DOWN;
    }
    boolean mustRun = bound == LocalState.RUN;
    Because runs = core == caller ? CALLER_RUNS : MUST_RUN;
    outcomes.returns(NodeHwState.HW_ON.value(), before, mustRun ? runs : ALLOWED);
    if (!mustRun) {
      outcomes.returns(NodeHwState.HW_STANDBY.value(), before, ALLOWED);
    }
    if (bound == LocalState.POWER_DOWN) {
      outcomes.returns(NodeHwState.HW_OFF.value(), before, ALLOWED);
    }
  }

  @Override
  public Optional<Because> definitionOf(Platform platform, Call call, int value) {
    boolean isState = value >= 0 && value <= NodeHwState.HW_STANDBY.value();
    boolean isError = value == ReturnCode.INVALID_PARAMETERS.value();
    return Optional.of(isState ? ALLOWED : isError ? NO_SUCH_NODE : NO_SUCH_CODE);
  }
}
