// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Fact;
import org.psci.spec.vocabulary.AffinityState;
import org.psci.spec.vocabulary.ExecutionState;
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

  private final Version version;
  private final ExecutionState callers;
  private final State before;
  private final int caller;
  private final Set<PsciFunction> absent;
  private final Optional<Integer> trustedOsCore;
  private final long disabledCores;
  private final PowerStates states;

  private Asked(
      Version version,
      ExecutionState callers,
      State before,
      int caller,
      Set<PsciFunction> absent,
      Optional<Integer> trustedOsCore,
      long disabledCores,
      PowerStates states) {
    this.version = version;
    this.callers = callers;
    this.before = before;
    this.caller = caller;
    this.absent = absent;
    this.trustedOsCore = trustedOsCore;
    this.disabledCores = disabledCores;
    this.states = states;
  }

  static Asked of(Version version) {
    return new Asked(
        version,
        ExecutionState.AARCH64,
        State.COLD_BOOT,
        0,
        Set.of(),
        Optional.empty(),
        0,
        PowerStates.UNPUBLISHED);
  }

  Asked from(ExecutionState state) {
    return new Asked(version, state, before, caller, absent, trustedOsCore, disabledCores, states);
  }

  Asked in(State state) {
    return new Asked(version, callers, state, caller, absent, trustedOsCore, disabledCores, states);
  }

  Asked by(int core) {
    return new Asked(version, callers, before, core, absent, trustedOsCore, disabledCores, states);
  }

  Asked without(PsciFunction function) {
    return new Asked(
        version, callers, before, caller, Set.of(function), trustedOsCore, disabledCores, states);
  }

  Asked withTrustedOsOn(int core) {
    return new Asked(
        version, callers, before, caller, absent, Optional.of(core), disabledCores, states);
  }

  Asked withDisabled(int core) {
    return new Asked(version, callers, before, caller, absent, trustedOsCore, 1L << core, states);
  }

  Asked with(PowerStates published) {
    return new Asked(
        version, callers, before, caller, absent, trustedOsCore, disabledCores, published);
  }

  Platform platform() {
    return new Platform(
        version,
        version.encoded(),
        TOPOLOGY,
        callers,
        1,
        ENTRIES,
        absent,
        trustedOsCore,
        disabledCores,
        Map.of(),
        states,
        false);
  }

  Call call(int id, long x1, long x2, long x3) {
    return new Call(caller, id & 0xffff_ffffL, x1, x2, x3, callers);
  }

  /** Everything that a call may do. */
  List<Outcome> outcomes(Call call) {
    List<Outcome> outcomes = new ArrayList<>();
    new Specification(platform())
        .permit(
            before,
            call,
            new Outcomes() {
              @Override
              public void returns(int value, State next, Because why) {
                outcomes.add(new Outcome(name(call, value), next, Optional.of(why)));
              }

              @Override
              public void leaves(State next, Because why) {
                outcomes.add(new Outcome(DOES_NOT_RETURN, next, Optional.of(why)));
              }

              @Override
              public void returnsAnything(State next) {
                outcomes.add(new Outcome(ANYTHING, next, Optional.empty()));
              }
            });
    return outcomes;
  }

  List<Outcome> outcomes(int id, long x1, long x2, long x3) {
    return outcomes(call(id, x1, x2, x3));
  }

  /** The results alone, in one line; those that need another reading have it in brackets. */
  String results(int id, long x1, long x2, long x3) {
    List<String> words = new ArrayList<>();
    for (Outcome outcome : outcomes(id, x1, x2, x3)) {
      String reading = outcome.why().flatMap(Because::variation).map(v -> "(" + v + ")").orElse("");
      words.add(outcome.result() + reading);
    }
    return String.join(" ", words);
  }

  private static String name(Call call, int value) {
    boolean isState =
        PsciFunction.of(call.functionId()).equals(Optional.of(PsciFunction.AFFINITY_INFO));
    if (isState && value >= 0) {
      return AffinityState.values()[value].name();
    }
    return value > 0
        ? Integer.toString(value)
        : ReturnCode.of(value).map(Enum::name).orElse(Integer.toString(value));
  }
}
