// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.psci.spec.vocabulary.NodeHwState.HW_OFF;
import static org.psci.spec.vocabulary.NodeHwState.HW_ON;
import static org.psci.spec.vocabulary.NodeHwState.HW_STANDBY;
import static org.psci.spec.vocabulary.ReturnCode.INVALID_PARAMETERS;

import org.psci.spec.clause.Clause;
import org.psci.spec.clause.Clauses;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.Coordination;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.SuspendMode;

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
    /** It has to run, since a core in it runs, or is being started. */
    RUNS,
    /** It has to run, though no core in it does. */
    STAYS_ON,
    MAY_STAND_BY,
    MAY_BE_OFF;

    boolean mayStandBy() {
      return this == MAY_STAND_BY || this == MAY_BE_OFF;
    }
  }

  /** What keeps a node above cores that do not run from going deeper. */
  enum Limit {
    NOTHING,
    VOTES,
    /** The votes of some cores, while others are OFF. */
    VOTES_BESIDE_OFF,
    ORDERS,
    /** Orders of OS-initiated mode, while some cores are OFF. */
    ORDERS_BESIDE_OFF
  }

  /** What a call meets. */
  record Situation(Target target, Node node, Limit limit)
      implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      return (target.ordinal() * 5 + node.ordinal()) * 5 + limit.ordinal();
    }

    boolean isCore(Node one) {
      return target == Target.CORE && node == one;
    }

    boolean isNode(Node one) {
      return target.isNode() && node == one;
    }

    boolean isHeld(Node at, Limit by) {
      return isNode(at) && limit == by;
    }
  }

  /** Where levels are numbered as in the recommended encoding of the last level. */
  private static final int WIDE_STEP = 0x1000;

  private static final Clause RUNS_ABOVE =
      Clause.wider(
          "NODE_HW_STATE",
          "a node above cores that run",
          "a node runs if a core in it runs, or is being started",
          "COORD-05",
          "NHW-01",
          "TOPO-03");

  private static final Clause NO_DEEPER_THAN_ORDERED =
      Clause.wider(
          "NODE_HW_STATE",
          "in OS-initiated mode",
          "a node goes no deeper than the last order for it",
          "OSI-07",
          "CPU_OFF-09");

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
        .by("COORD-05", "NHW-04", "NHW-01", "TOPO-03")
        .under("AMB-51", "A")
        .within(RUNS_ABOVE);
    on.answers(HW_ON.value(), "HW_ON")
        .when("a core in the node runs, or is being started", s -> s.isNode(Node.RUNS))
        .by("COORD-05", "NHW-01", "TOPO-03")
        .under("AMB-51", "A")
        .within(RUNS_ABOVE);
    String votes = "the cores in the node ask for nothing deeper than ";
    staysOn(on, Limit.VOTES, votes, Views.NO_DEEPER_THAN_VOTES, "COORD-02");
    mayOnlyStandBy(on, Limit.VOTES, votes, Views.NO_DEEPER_THAN_VOTES, "COORD-02");
    String votesBesideOff =
        "some cores in the node are OFF, and the others ask for nothing deeper than ";
    staysOn(
        on,
        Limit.VOTES_BESIDE_OFF,
        votesBesideOff,
        Views.NO_DEEPER_THAN_VOTES,
        "COORD-02",
        "CPU_OFF-08");
    mayOnlyStandBy(
        on,
        Limit.VOTES_BESIDE_OFF,
        votesBesideOff,
        Views.NO_DEEPER_THAN_VOTES,
        "COORD-02",
        "CPU_OFF-08");
    String orders = "the last order for the node is for nothing deeper than ";
    staysOn(on, Limit.ORDERS, orders, NO_DEEPER_THAN_ORDERED, "OSI-07");
    mayOnlyStandBy(on, Limit.ORDERS, orders, NO_DEEPER_THAN_ORDERED, "OSI-07");
    String ordersBesideOff =
        "some cores in the node are OFF, and the last order is for nothing deeper than ";
    staysOn( // which no order would take down, so that what is OFF does
        on,
        Limit.ORDERS_BESIDE_OFF,
        ordersBesideOff,
        NO_DEEPER_THAN_ORDERED,
        "CPU_OFF-09",
        "OSI-07");
    mayOnlyStandBy(
        on,
        Limit.ORDERS_BESIDE_OFF,
        ordersBesideOff,
        NO_DEEPER_THAN_ORDERED,
        "OSI-07",
        "CPU_OFF-09");
    on.mayAnswer(HW_ON.value(), "HW_ON")
        .when(
            "the node may stand by, but does not, or not yet",
            s -> s.target.isNode() && s.node.mayStandBy())
        .by("NHW-01", "NHW-05", "PD-09", "COORD-08")
        .under("AMB-51", "A");
    on.mayAnswer(HW_STANDBY.value(), "HW_STANDBY")
        .when("the node may stand by", s -> s.target.isNode() && s.node.mayStandBy())
        .by("NHW-01", "NHW-05", "PD-09", "COORD-08")
        .under("AMB-51", "A");
    on.mayAnswer(HW_OFF.value(), "HW_OFF")
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

  /** A node above cores that do not run stays in Run, where nothing lets it go down. */
  private static void staysOn(
      Clauses<Situation> on, Limit limit, String words, Clause wider, String... rules) {
    on.answers(HW_ON.value(), "HW_ON")
        .when(words + "Run", s -> s.isHeld(Node.STAYS_ON, limit))
        .because(Because.of(rules))
        .under("AMB-51", "A")
        .within(wider);
  }

  /** A node above cores that do not run keeps its power, where something lets it stand by only. */
  private static void mayOnlyStandBy(
      Clauses<Situation> on, Limit limit, String words, Clause wider, String... rules) {
    on.never(HW_OFF.value(), "HW_OFF")
        .when(words + "standby or retention", s -> s.isHeld(Node.MAY_STAND_BY, limit))
        .because(Because.of(rules))
        .within(wider);
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    int core = platform.topology().indexOf(call.wide(1));
    int level = call.word(2);
    int highest = core < 0 ? 0 : highestLevel(platform, core);
    boolean isWide = level > highest && level % WIDE_STEP == 0 && level / WIDE_STEP <= highest;
    int place = isWide ? level / WIDE_STEP : level;
    if (core < 0 || level < 0 || place > highest) {
      return new Situation(Target.NO_NODE, Node.RUNS, Limit.NOTHING);
    }
    Node node = node(platform, before, call.caller(), core, place);
    if (place == 0) {
      return new Situation(Target.CORE, node, Limit.NOTHING);
    }
    return new Situation(
        isWide ? Target.NODE_BY_WIDE_STEPS : Target.NODE,
        node,
        limit(platform, before, core, place));
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
      case RUN ->
          core == caller
              ? Node.OF_THE_CALLER
              : anyRuns(platform, before, core, level) ? Node.RUNS : Node.STAYS_ON;
      case STANDBY, RETENTION -> Node.MAY_STAND_BY;
      case POWER_DOWN -> Node.MAY_BE_OFF;
    };
  }

  private static boolean anyRuns(Platform platform, State before, int core, int level) {
    for (long rest = platform.powerTree().members(core, level); rest != 0; rest &= rest - 1) {
      CoreState below = before.core(Long.numberOfTrailingZeros(rest));
      if (below.isRunning() || below.isPending()) {
        return true;
      }
    }
    return false;
  }

  private static Limit limit(Platform platform, State before, int core, int level) {
    boolean anyOff = false;
    for (long rest = platform.powerTree().members(core, level); rest != 0; rest &= rest - 1) {
      anyOff |= before.core(Long.numberOfTrailingZeros(rest)).isOff();
    }
    if (before.mode() == SuspendMode.OS_INITIATED) {
      return anyOff ? Limit.ORDERS_BESIDE_OFF : Limit.ORDERS;
    }
    return anyOff ? Limit.VOTES_BESIDE_OFF : Limit.VOTES;
  }
}
