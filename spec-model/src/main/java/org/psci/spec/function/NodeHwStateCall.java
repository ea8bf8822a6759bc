// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.psci.spec.vocabulary.NodeHwState.HW_OFF;
import static org.psci.spec.vocabulary.NodeHwState.HW_ON;
import static org.psci.spec.vocabulary.NodeHwState.HW_STANDBY;
import static org.psci.spec.vocabulary.ReturnCode.INVALID_PARAMETERS;

import org.psci.spec.clause.Clauses;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.Coordination;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.LocalState;

/**
 * NODE_HW_STATE(target_cpu, power_level) (5.19), from 1.0: what the power controller sees of a
 * node, at some moment during the call. A node that may go down need not have, or not yet; one that
 * has to run is on. How power levels are numbered is the platform's matter (AMB-51): as in the
 * power tree, or in steps of 0x1000.
 */
final class NodeHwStateCall extends Section<NodeHwStateCall.Situation> {

  /** What target_cpu and power_level name. */
  enum Target {
    NO_NODE,
    /** Level 0. */
    CORE,
    /** A node above a core, if levels are numbered 1, 2 and so on. */
    NODE,
    /** A node above a core, if levels are numbered in steps of 0x1000. */
    NODE_BY_WIDE_STEPS;

    boolean isNode() {
      return this == NODE || this == NODE_BY_WIDE_STEPS;
    }
  }

  /** What the node may be. */
  enum Node {
    /** It has to run, and target_cpu is the caller. */
    OF_THE_CALLER,
    RUNS,
    MAY_STAND_BY,
    MAY_BE_OFF;

    boolean mayStandBy() {
      return this == MAY_STAND_BY || this == MAY_BE_OFF;
    }
  }

  /** What a call meets. */
  record Situation(Target target, Node node) implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      return target.ordinal() * 4 + node.ordinal();
    }

    boolean isCore(Node one) {
      return target == Target.CORE && node == one;
    }

    boolean isNode(Node one) {
      return target.isNode() && node == one;
    }
  }

  /** Where levels are numbered as in the recommended encoding of the last level. */
  private static final int WIDE_STEP = 0x1000;

  NodeHwStateCall() {
    super("NODE_HW_STATE", Situation.class, NodeHwStateCall::text);
  }

  private static void text(Clauses<Situation> on) {
    on.refuses(INVALID_PARAMETERS)
        .when("there is no such node", s -> s.target == Target.NO_NODE)
        .by("NHW-02");
    on.refuses(INVALID_PARAMETERS)
        .when(
            "there is such a node only if levels are steps of 0x1000",
            s -> s.target == Target.NODE_BY_WIDE_STEPS)
        .by("NHW-02")
        .orUndetected("AMB-51", "B");

    on.answers(HW_ON.value(), "HW_ON")
        .when("the core is the caller", s -> s.isCore(Node.OF_THE_CALLER))
        .by("NHW-04", "NHW-01", "COORD-05", "TOPO-03");
    on.answers(HW_ON.value(), "HW_ON")
        .when("the core runs", s -> s.isCore(Node.RUNS))
        .by("NHW-01", "COORD-05", "TOPO-03");
    on.answers(HW_ON.value(), "HW_ON")
        .when(
            "the core may stand by, but does not, or not yet",
            s -> s.target == Target.CORE && s.node.mayStandBy())
        .by("NHW-01", "NHW-05", "PD-09", "COORD-08");
    on.answers(HW_STANDBY.value(), "HW_STANDBY")
        .when("the core may stand by", s -> s.target == Target.CORE && s.node.mayStandBy())
        .by("NHW-01", "NHW-05", "PD-09", "COORD-08");
    on.answers(HW_OFF.value(), "HW_OFF")
        .when("the core may have no power", s -> s.isCore(Node.MAY_BE_OFF))
        .by("NHW-01", "NHW-05", "PD-09", "COORD-08");

    on.answers(HW_ON.value(), "HW_ON")
        .when("the node is above the caller", s -> s.isNode(Node.OF_THE_CALLER))
        .by("NHW-04", "NHW-01", "COORD-05", "TOPO-03")
        .under("AMB-51", "A");
    on.answers(HW_ON.value(), "HW_ON")
        .when("the node runs", s -> s.isNode(Node.RUNS))
        .by("NHW-01", "COORD-05", "TOPO-03")
        .under("AMB-51", "A");
    on.answers(HW_ON.value(), "HW_ON")
        .when(
            "the node may stand by, but does not, or not yet",
            s -> s.target.isNode() && s.node.mayStandBy())
        .by("NHW-01", "NHW-05", "PD-09", "COORD-08")
        .under("AMB-51", "A");
    on.answers(HW_STANDBY.value(), "HW_STANDBY")
        .when("the node may stand by", s -> s.target.isNode() && s.node.mayStandBy())
        .by("NHW-01", "NHW-05", "PD-09", "COORD-08")
        .under("AMB-51", "A");
    on.answers(HW_OFF.value(), "HW_OFF")
        .when("the node may have no power", s -> s.isNode(Node.MAY_BE_OFF))
        .by("NHW-01", "NHW-05", "PD-09", "COORD-08")
        .under("AMB-51", "A");
    on.mayRefuse(INVALID_PARAMETERS)
        .when(
            "there is such a node only if levels are 1, 2 and so on", s -> s.target == Target.NODE)
        .by("NHW-02")
        .under("AMB-51", "B");

    on.means(INVALID_PARAMETERS, "there is no such node").by("NHW-02");
    on.onlyTheseResults().by("NHW-01", "NHW-02");
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    int core = platform.topology().indexOf(call.wide(1));
    int level = call.word(2);
    if (core < 0 || level < 0) {
      return new Situation(Target.NO_NODE, Node.RUNS);
    }
    int highest = highestLevel(platform, core);
    if (level <= highest) {
      Target target = level == 0 ? Target.CORE : Target.NODE;
      return new Situation(target, node(platform, before, call.caller(), core, level));
    }
    int steps = level / WIDE_STEP;
    if (level % WIDE_STEP != 0 || steps > highest) {
      return new Situation(Target.NO_NODE, Node.RUNS);
    }
    return new Situation(
        Target.NODE_BY_WIDE_STEPS, node(platform, before, call.caller(), core, steps));
  }

  /** The highest level at which there is a node above this core; at level 0 it is its own. */
  private static int highestLevel(Platform platform, int core) {
    int highest = platform.powerTree().highestLevel();
    while (platform.powerTree().members(core, highest) == 0) {
      highest--;
    }
    return highest;
  }

  private static Node node(Platform platform, State before, int caller, int core, int level) {
    boolean starting = level == 0 && before.core(core).isPending(); // it may not have come up yet
    boolean unknown = level > 0 && core != caller && platform.powerTree().isGuess();
    if (starting || unknown) {
      return Node.MAY_BE_OFF;
    }
    LocalState bound = Coordination.bound(platform, before, core, level);
    return switch (bound) {
      case RUN -> core == caller ? Node.OF_THE_CALLER : Node.RUNS;
      case STANDBY, RETENTION -> Node.MAY_STAND_BY;
      case POWER_DOWN -> Node.MAY_BE_OFF;
    };
  }
}
