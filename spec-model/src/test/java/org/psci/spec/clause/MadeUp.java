// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.clause;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.EntryPoints;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/** A function that there is not, with as few situations as will do: core 0 calls, about core 1. */
final class MadeUp extends Section<MadeUp.Situation> {

  /** What X1 names. */
  enum Target {
    OFF,
    ON,
    NONE
  }

  /** What X2 is. */
  enum Entry {
    GOOD,
    BAD
  }

  /** What a call meets. */
  record Situation(Target target, Entry entry) implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      return target.ordinal() * 2 + entry.ordinal();
    }

    boolean isOff() {
      return target == Target.OFF;
    }

    boolean isOn() {
      return target == Target.ON;
    }

    boolean isNone() {
      return target == Target.NONE;
    }

    boolean isBad() {
      return entry == Entry.BAD;
    }
  }

  /** Core 1 is ON. */
  static final Effect STARTS = (platform, before, call) -> before.with(1, CoreState.ON);

  /** The caller is OFF. */
  static final Effect STOPS = (platform, before, call) -> before.with(0, CoreState.OFF);

  private static final Platform PLATFORM =
      new Platform(
          Version.V1_1,
          Topology.clusters(1, 2),
          ExecutionState.AARCH64,
          1,
          new EntryPoints(0x4000_0000L, 16, 64));

  MadeUp(Consumer<Clauses<Situation>> text) {
    super("MADE_UP", Situation.class, text);
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    return new Situation(
        Target.values()[(int) call.register(1)], Entry.values()[(int) call.register(2)]);
  }

  static Call call(Target target, Entry entry) {
    return new Call(
        0,
        PsciFunction.CPU_ON.smc64() & 0xffff_ffffL,
        target.ordinal(),
        entry.ordinal(),
        0,
        ExecutionState.AARCH64);
  }

  /** Everything that a call may do, in words. */
  List<String> permits(Target target, Entry entry) {
    return words(this::permit, target, entry);
  }

  /** The same where the clause with this id is not kept. */
  List<String> without(String id, Target target, Entry entry) {
    return words(without(LeftOut.of(clause(id))), target, entry);
  }

  Clause clause(String id) {
    return clauses().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
  }

  /** Whether all that a call can get is a refusal, one of them with INVALID_PARAMETERS. */
  boolean onlyRefuses(Target target, Entry entry) {
    return onlyRefuses(
        PLATFORM, State.COLD_BOOT, call(target, entry), Set.of(ReturnCode.INVALID_PARAMETERS));
  }

  /**
   * What somebody permits: each outcome with its first rule and the reading that it needs; a star
   * says that something has happened.
   */
  static List<String> words(Permits permits, Target target, Entry entry) {
    Words words = new Words(new ArrayList<>());
    permits.permit(PLATFORM, State.COLD_BOOT, call(target, entry), words);
    return words.all;
  }

  private record Words(List<String> all) implements Outcomes {
    private void add(String result, State next, Because why) {
      String star = next.equals(State.COLD_BOOT) ? "" : "*";
      String reading = why.reading().map(r -> ", " + r).orElse("");
      all.add(result + star + " (" + why.rules().get(0) + reading + ")");
    }

    @Override
    public void returns(int value, State next, Because why) {
      Optional<String> name = ReturnCode.of(value).map(code -> code.toString());
      add(name.orElse(Integer.toString(value)), next, why);
    }

    @Override
    public void returnsNumber(long value, State next, Because why) {
      add("number " + value, next, why);
    }

    @Override
    public void returnsOneOf(Answers answers, State next, Because why) {
      add(answers.name(), next, why);
    }

    @Override
    public void leaves(State next, Because why) {
      add("leaves", next, why);
    }

    @Override
    public void returnsAnything(State next) {
      all.add("anything");
    }
  }
}
