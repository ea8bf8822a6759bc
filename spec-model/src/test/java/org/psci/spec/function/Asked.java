// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.psci.spec.clause.Answers;
import org.psci.spec.clause.LeftOut;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.EntryPoints;
import org.psci.spec.model.MemoryRange;
import org.psci.spec.model.Platform;
import org.psci.spec.model.PowerStates;
import org.psci.spec.model.State;
import org.psci.spec.model.TrustedOs;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Fact;
import org.psci.spec.rule.Reading;
import org.psci.spec.vocabulary.AffinityState;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.MigrateInfoType;
import org.psci.spec.vocabulary.NodeHwState;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * A question to the model: on this platform, in this state, what may the call do? Two clusters of
 * two cores, called from AArch64 by core 0 after a cold boot, unless it is said otherwise.
 */
final class Asked {
  /** Entry point A. */
  static final long ENTRY = 0x4000_1000L;

  static final EntryPoints ENTRIES = new EntryPoints(ENTRY, 16, 64);
  static final Topology TOPOLOGY = Topology.clusters(2, 2);

  private static final String ANYTHING = "anything";
  private static final String DOES_NOT_RETURN = "does not return";

  /** An outcome that is permitted. */
  record Outcome(String result, State next, Optional<Because> why) {
    /** The most telling rule. */
    String rule() {
      return why.map(because -> because.rules().get(0).id()).orElse("");
    }

    Set<String> facts() {
      Set<String> facts = new TreeSet<>();
      for (Fact fact : why.map(Because::facts).orElse(List.of())) {
        facts.add(fact.subject() + " = " + fact.value());
      }
      return facts;
    }
  }

  private Version version = Version.V1_1;
  private ExecutionState callers = ExecutionState.AARCH64;
  private Topology topology = TOPOLOGY;
  private PowerTree tree = PowerTree.of(TOPOLOGY);
  private State before = State.COLD_BOOT;
  private int caller = 0;
  private Set<PsciFunction> absent = Set.of();
  private Optional<TrustedOs> trustedOs = Optional.empty();
  private long disabledCores = 0;
  private PowerStates states = PowerStates.UNPUBLISHED;
  private Optional<List<MemoryRange>> memory = Optional.empty();

  private Asked() {}

  private Asked(Asked other) {
    version = other.version;
    callers = other.callers;
    topology = other.topology;
    tree = other.tree;
    before = other.before;
    caller = other.caller;
    absent = other.absent;
    trustedOs = other.trustedOs;
    disabledCores = other.disabledCores;
    states = other.states;
    memory = other.memory;
  }

  private Asked but(Consumer<Asked> change) {
    Asked copy = new Asked(this);
    change.accept(copy);
    return copy;
  }

  static Asked of(Version version) {
    return new Asked().but(asked -> asked.version = version);
  }

  Asked from(ExecutionState state) {
    return but(asked -> asked.callers = state);
  }

  Asked in(State state) {
    return but(asked -> asked.before = state);
  }

  Asked by(int core) {
    return but(asked -> asked.caller = core);
  }

  Asked without(PsciFunction... functions) {
    return but(asked -> asked.absent = Set.of(functions));
  }

  /** With a trusted OS that can be migrated; before this the state must be set. */
  Asked withTrustedOsOn(int core) {
    return with(new TrustedOs(MigrateInfoType.UNIPROCESSOR_MIGRATABLE, core));
  }

  /** With this trusted OS where it is after a boot; before this the state must be set. */
  Asked with(TrustedOs resident) {
    return but(
        asked -> {
          asked.trustedOs = Optional.of(resident);
          asked.before = before.withTrustedOs(resident.core());
        });
  }

  Asked withDisabled(int core) {
    return but(asked -> asked.disabledCores = 1L << core);
  }

  Asked with(PowerStates published) {
    return but(asked -> asked.states = published);
  }

  Asked with(Topology cores) {
    return but(
        asked -> {
          asked.topology = cores;
          asked.tree = PowerTree.of(cores);
        });
  }

  Asked with(PowerTree domains) {
    return but(asked -> asked.tree = domains);
  }

  Asked withMemory(MemoryRange... ranges) {
    return but(asked -> asked.memory = Optional.of(List.of(ranges)));
  }

  State before() {
    return before;
  }

  Platform platform() {
    return new Platform(
        version,
        version.encoded(),
        topology,
        tree,
        callers,
        1,
        ENTRIES,
        absent,
        trustedOs,
        disabledCores,
        Map.of(),
        states,
        memory,
        false);
  }

  Call call(int id, long x1, long x2, long x3) {
    return new Call(caller, id & 0xffff_ffffL, x1, x2, x3, callers);
  }

  /** Everything that a call may do. */
  List<Outcome> outcomes(Call call) {
    return outcomes(call, LeftOut.NOTHING);
  }

  /** Everything that a call may do where some clauses are not demanded. */
  List<Outcome> outcomes(Call call, LeftOut leftOut) {
    Collecting collecting = new Collecting(call);
    new Specification(platform()).leavingOut(leftOut).permit(before, call, collecting);
    return collecting.outcomes;
  }

  List<Outcome> outcomes(int id, long x1, long x2, long x3) {
    return outcomes(call(id, x1, x2, x3));
  }

  /** The results alone, in one line; those that are a remarkable variation have the reading. */
  String results(int id, long x1, long x2, long x3) {
    return inWords(outcomes(id, x1, x2, x3), Because::variation);
  }

  /** The results alone, in one line, each with the reading that it needs. */
  String readings(int id, long x1, long x2, long x3) {
    return inWords(outcomes(id, x1, x2, x3), Because::reading);
  }

  private static String inWords(
      List<Outcome> outcomes, Function<Because, Optional<Reading>> readingOf) {
    List<String> words = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      String needs =
          outcome.why().flatMap(readingOf).map(reading -> "(" + reading + ")").orElse("");
      words.add(outcome.result() + needs);
    }
    return String.join(" ", words);
  }

  private static final class Collecting implements Outcomes {
    private final Call call;
    private final List<Outcome> outcomes = new ArrayList<>();

    Collecting(Call call) {
      this.call = call;
    }

    @Override
    public void returns(int value, State next, Because why) {
      outcomes.add(new Outcome(name(call, value), next, Optional.of(why)));
    }

    @Override
    public void returnsNumber(long value, State next, Because why) {
      outcomes.add(new Outcome("0x" + Long.toHexString(value), next, Optional.of(why)));
    }

    @Override
    public void returnsOneOf(Answers answers, State next, Because why) {
      outcomes.add(new Outcome(answers.name(), next, Optional.of(why)));
    }

    @Override
    public void leaves(State next, Because why) {
      outcomes.add(new Outcome(DOES_NOT_RETURN, next, Optional.of(why)));
    }

    @Override
    public void returnsAnything(State next) {
      outcomes.add(new Outcome(ANYTHING, next, Optional.empty()));
    }
  }

  private static String name(Call call, int value) {
    if (call.is(PsciFunction.AFFINITY_INFO) && value >= 0) {
      return AffinityState.values()[value].name();
    }
    if (call.is(PsciFunction.NODE_HW_STATE) && value >= 0) {
      return NodeHwState.values()[value].name();
    }
    boolean isCode = value < 0 || (value == 0 && !call.is(PsciFunction.MEM_PROTECT));
    return isCode
        ? ReturnCode.of(value).map(Enum::name).orElse(Integer.toString(value))
        : Integer.toString(value);
  }
}
