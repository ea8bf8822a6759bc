// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.step.CoreStart;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.SuspendMode;
import org.psci.spec.vocabulary.Version;

/**
 * Proves, over all calls in all states, what must hold of every step: who may be changed by it, and
 * that it has a reason.
 */
class RefinementTest {
  private static final int CORES = Asked.TOPOLOGY.size();

  @Provide
  Arbitrary<State> states() {
    Arbitrary<CoreState> core =
        Arbitraries.oneOf(
            Arbitraries.of(
                CoreState.OFF,
                CoreState.ON,
                CoreState.IN_STANDBY,
                CoreState.IN_POWER_DOWN,
                CoreState.IN_DEFAULT_SUSPEND,
                CoreState.FROZEN),
            Arbitraries.integers().between(0, CORES - 1).map(CoreState::pendingFrom));
    return Combinators.combine(
            core.list().ofSize(CORES),
            Arbitraries.of(SuspendMode.class),
            Arbitraries.of(State.Certainty.class),
            Arbitraries.of(State.Certainty.class),
            Arbitraries.integers().between(-1, CORES - 1))
        .as(
            (cores, mode, suspended, memory, trustedOs) -> {
              State state = new State(0).with(mode).withSuspended(suspended);
              for (int index = 0; index < CORES; index++) {
                state = state.with(index, cores.get(index));
              }
              return state.withProtection(memory).withTrustedOs(trustedOs);
            });
  }

  @Provide
  Arbitrary<Call> calls() {
    Arbitrary<Integer> ids =
        Arbitraries.oneOf(
            Arbitraries.of(PsciFunction.class)
                .flatMap(f -> Arbitraries.of(f.smc32(), f.id(CallWidth.SMC64))),
            Arbitraries.integers().between(0, 0x1f).map(number -> 0x8400_0000 | number),
            Arbitraries.integers().between(0, 0x1f).map(number -> 0xc400_0000 | number),
            Arbitraries.integers());
    Arbitrary<Long> targets = Arbitraries.of(0L, 1L, 0x100L, 0x101L, 2L, 0x200L, 0x8000_0000L, -1L);
    Arbitrary<Long> second =
        Arbitraries.oneOf(
            Arbitraries.of(Asked.ENTRY, Asked.ENTRY + 16, 4L), Arbitraries.longs().between(0, 4));
    return Combinators.combine(
            Arbitraries.integers().between(0, CORES - 1),
            ids,
            Arbitraries.oneOf(targets, ids.map(id -> id & 0xffff_ffffL)),
            second,
            Arbitraries.longs(),
            Arbitraries.of(ExecutionState.class))
        .as(
            (caller, id, x1, x2, x3, state) ->
                new Call(caller, id & 0xffff_ffffL, x1, x2, x3, state));
  }

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void onlyTheCallerThatLeavesAndTheTargetOfCpuOnChange(
      @ForAll("states") State before, @ForAll("calls") Call call, @ForAll Version version) {
    for (Asked.Outcome outcome : outcomes(before, call, version)) {
      boolean started = outcome.result().equals("SUCCESS") && call.is(PsciFunction.CPU_ON);
      boolean left = outcome.result().equals("does not return");
      if (left) {
        CoreState caller = outcome.next().core(call.caller());
        assertThat(caller.isRunning()).isFalse();
        assertThat(caller.isOff()).isEqualTo(call.is(PsciFunction.CPU_OFF));
        assertThat(caller.isFrozen()).isEqualTo(call.is(PsciFunction.CPU_FREEZE));
        assertThat(caller.isSuspended()).isEqualTo(call.is(PsciFunction::suspends));
        assertThat(outcome.next().cores()).isEqualTo(before.with(call.caller(), caller).cores());
      } else if (started) {
        int target = Asked.TOPOLOGY.indexOf(call.wide(1));
        assertThat(before.core(target).isOff() || before.core(target).isFrozen()).isTrue();
        assertThat(outcome.next().cores())
            .isEqualTo(before.with(target, CoreState.pendingFrom(call.caller())).cores());
      } else {
        assertThat(outcome.next().cores()).isEqualTo(before.cores());
      }
    }
  }

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void whatBelongsToNoCoreChangesByItsOwnCalls(
      @ForAll("states") State before, @ForAll("calls") Call call, @ForAll Version version) {
    boolean powers =
        call.is(PsciFunction.CPU_ON)
            || call.is(PsciFunction::takesCoreOut)
            || call.is(PsciFunction.CPU_DEFAULT_SUSPEND);
    boolean ordered = before.mode() == SuspendMode.OS_INITIATED && powers;
    for (Asked.Outcome outcome : outcomes(before, call, version)) {
      State next = outcome.next();
      if (!call.is(PsciFunction.PSCI_SET_SUSPEND_MODE)) {
        assertThat(next.mode()).isEqualTo(before.mode());
        if (!call.is(PsciFunction.CPU_SUSPEND)) {
          assertThat(next.hasSuspended()).isEqualTo(before.hasSuspended());
          for (int node = 0; node < State.NODES && !ordered; node++) {
            assertThat(next.node(node)).isEqualTo(before.node(node));
          }
        }
      }
      if (!call.is(PsciFunction.MEM_PROTECT)) {
        assertThat(next.protectsMemory()).isEqualTo(before.protectsMemory());
      }
      if (!call.is(PsciFunction.MIGRATE)) {
        assertThat(next.trustedOsCore()).isEqualTo(before.trustedOsCore());
      }
    }
  }

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void coreThatRunsGetsAnAnswerAndNoOtherCoreCalls(
      @ForAll("states") State before, @ForAll("calls") Call call, @ForAll Version version) {
    assertThat(outcomes(before, call, version).isEmpty())
        .isEqualTo(!before.core(call.caller()).isRunning());
  }

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void mostTellingReasonAppliesToTheVersion(
      @ForAll("states") State before, @ForAll("calls") Call call, @ForAll Version version) {
    if (call.is(function -> version.isBefore(function.since()))) {
      return; // whoever offers it early does so by the rules of a later version
    }
    State possible =
        version.isAtLeast(Version.V1_0)
            ? before
            : before.with(SuspendMode.PLATFORM_COORDINATED).withNodesRunning();
    for (Asked.Outcome outcome : outcomes(possible, call, version)) {
      outcome
          .why()
          .map(why -> why.rules().get(0))
          .ifPresent(
              rule ->
                  assertThat(rule.appliesTo(version))
                      .as("%s: %s by %s", version, outcome, rule)
                      .isTrue());
    }
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void upperHalvesOfNarrowCallsDoNotMatter(
      @ForAll("states") State before,
      @ForAll("calls") Call call,
      @ForAll @IntRange(min = 1) int junk) {
    if (call.width() == CallWidth.SMC32 && PsciFunction.of(call.functionId()).isPresent()) {
      Call junked =
          new Call(
              call.caller(),
              withHigh(call.x0(), junk),
              withHigh(call.x1(), junk),
              withHigh(call.x2(), junk),
              withHigh(call.x3(), junk),
              call.state());
      assertThat(outcomes(before, junked, Version.V1_1))
          .isEqualTo(outcomes(before, call, Version.V1_1));
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void startOfACoreChangesNobodyElse(
      @ForAll("states") State before, @ForAll @IntRange(max = 3) int core) {
    if (CoreStart.isPossible(before, core)) {
      Platform platform = Asked.of(Version.V1_1).platform();
      assertThat(CoreStart.of(platform, before, core).cores())
          .isEqualTo(before.with(core, CoreState.ON).cores());
    }
  }

  private static long withHigh(long value, int junk) {
    return (value & 0xffff_ffffL) | (long) junk << 32;
  }

  private static List<Asked.Outcome> outcomes(State before, Call call, Version version) {
    return Asked.of(version).from(call.state()).in(before).outcomes(call);
  }
}
