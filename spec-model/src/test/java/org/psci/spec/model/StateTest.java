// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.psci.spec.vocabulary.LocalState.POWER_DOWN;
import static org.psci.spec.vocabulary.LocalState.RETENTION;
import static org.psci.spec.vocabulary.LocalState.RUN;
import static org.psci.spec.vocabulary.LocalState.STANDBY;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.SuspendMode;

/** Proves that a packed state holds what was put into it, core by core. */
class StateTest {

  /** Composite states, in which no parent is deeper than its child. */
  @Provide
  static Arbitrary<List<LocalState>> paths() {
    Arbitrary<LocalState> core = Arbitraries.of(STANDBY, RETENTION, POWER_DOWN);
    return Combinators.combine(core, Arbitraries.of(LocalState.class).list().ofMaxSize(3))
        .as(
            (lowest, above) -> {
              List<LocalState> path = new ArrayList<>(List.of(lowest));
              for (LocalState state : above) {
                path.add(state.butNoDeeperThan(path.get(path.size() - 1)));
              }
              return path;
            });
  }

  @Provide
  static Arbitrary<CoreState> coreStates() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            CoreState.OFF,
            CoreState.ON,
            CoreState.IN_DEFAULT_SUSPEND,
            CoreState.IN_SYSTEM_SUSPEND,
            CoreState.FROZEN,
            CoreState.POWERS_OFF,
            CoreState.RESETS,
            CoreState.HIBERNATES),
        paths().map(CoreState::suspended),
        Arbitraries.integers().between(0, State.CORES - 1).map(CoreState::pendingFrom));
  }

  @Provide
  static Arbitrary<State> states() {
    return coreStates()
        .list()
        .ofSize(State.CORES)
        .map(
            cores -> {
              State state = new State(0);
              for (int core = 0; core < State.CORES; core++) {
                state = state.with(core, cores.get(core));
              }
              return state;
            });
  }

  @Property
  void eachCoreHasAPlaceOfItsOwn(
      @ForAll @Size(State.CORES) List<@From("coreStates") CoreState> cores) {
    State state = new State(0);
    for (int core = 0; core < State.CORES; core++) {
      state = state.with(core, cores.get(core));
    }
    for (int core = 0; core < State.CORES; core++) {
      assertThat(state.core(core)).isSameAs(cores.get(core));
      assertThat(state.with(core, state.core(core))).isEqualTo(state);
    }
  }

  @Property
  void changeOfOneCoreLeavesTheOthers(
      @ForAll("states") State before,
      @ForAll @IntRange(max = State.CORES - 1) int changed,
      @ForAll("coreStates") CoreState to) {
    State after = before.with(changed, to);
    for (int core = 0; core < State.CORES; core++) {
      assertThat(after.core(core)).isSameAs(core == changed ? to : before.core(core));
    }
  }

  @Property
  void coreIsInOneOfThreeStatesOrFrozen(@ForAll("coreStates") CoreState core) {
    assertThat(Stream.of(core.isOff(), core.isPending(), core.isOn(), core.isFrozen()))
        .containsOnlyOnce(true);
  }

  @Property
  void pendingCoreKnowsItsStarter(@ForAll @IntRange(max = State.CORES - 1) int starter) {
    assertThat(CoreState.pendingFrom(starter).isPending()).isTrue();
    assertThat(CoreState.pendingFrom(starter).starter()).isEqualTo(starter);
  }

  @Property
  void suspendedCoreKnowsWhatItAskedForAtEachLevel(@ForAll("paths") List<LocalState> path) {
    CoreState core = CoreState.suspended(path);
    assertThat(core.isSuspended()).isTrue();
    assertThat(core.isRunning()).isFalse();
    assertThat(core.mayReenter()).isEqualTo(path.get(0) == POWER_DOWN);
    for (int level = 0; level <= PowerState.HIGHEST_LEVEL; level++) {
      assertThat(core.state(level)).isEqualTo(level < path.size() ? path.get(level) : RUN);
    }
    assertThat(CoreState.of(core.bits())).isSameAs(core);
  }

  @Test
  void pathThatIsNoCompositeStateIsRefused() {
    assertThatThrownBy(() -> CoreState.suspended(List.of(STANDBY, POWER_DOWN)))
        .hasMessage("[standby, powerdown] is no composite power state");
    assertThatThrownBy(() -> CoreState.suspended(List.of(RUN)))
        .hasMessage("[run] is no composite power state");
  }

  @Property
  void machineHasPlacesOfItsOwn(
      @ForAll("states") State cores,
      @ForAll SuspendMode mode,
      @ForAll State.Certainty suspended,
      @ForAll State.Certainty protectedMemory,
      @ForAll @IntRange(min = -1, max = 63) int trustedOs,
      @ForAll @Size(State.NODES) List<LocalState> nodes) {
    State state = cores;
    for (int node = State.NODES - 1; node >= 0; node--) {
      state = state.withNode(node, nodes.get(node));
    }
    state = state.withTrustedOs(trustedOs).withProtection(protectedMemory);
    state = state.withSuspended(suspended).with(mode);
    assertThat(state.mode()).isEqualTo(mode);
    assertThat(state.hasSuspended()).isEqualTo(suspended);
    assertThat(state.protectsMemory()).isEqualTo(protectedMemory);
    assertThat(state.trustedOsCore()).isEqualTo(trustedOs);
    for (int node = 0; node < State.NODES; node++) {
      assertThat(state.node(node)).isEqualTo(nodes.get(node));
    }
    for (int core = 0; core < State.CORES; core++) {
      assertThat(state.core(core)).isSameAs(cores.core(core));
    }
    State running = state.withNodesRunning();
    assertThat(running.node(State.NODES - 1)).isEqualTo(RUN);
    assertThat(running.trustedOsCore()).isEqualTo(trustedOs);
    assertThat(running.with(mode).hasSuspended()).isEqualTo(suspended);
  }

  @Test
  void whatOthersLeftBehindIsUncertain() {
    State others = State.COLD_BOOT.withTrustedOs(2).afterOthers();
    assertThat(others.hasSuspended()).isEqualTo(State.Certainty.MAYBE);
    assertThat(others.protectsMemory()).isEqualTo(State.Certainty.MAYBE);
    assertThat(others.trustedOsCore()).isEqualTo(2);
    assertThat(others.mode()).isEqualTo(SuspendMode.PLATFORM_COORDINATED);
    assertThat(others).hasToString("0 ON, all others OFF");
    assertThat(others.with(SuspendMode.OS_INITIATED))
        .hasToString("0 ON, all others OFF; OS-initiated mode");
  }

  @Test
  void coldBootIsCoreZeroAlone() {
    assertThat(State.COLD_BOOT.core(0).isOn()).isTrue();
    for (int core = 1; core < State.CORES; core++) {
      assertThat(State.COLD_BOOT.core(core).isOff()).isTrue();
    }
    assertThat(State.COLD_BOOT).hasToString("0 ON, all others OFF");
  }

  @Test
  void coresThatTakeNoPartAreOff() {
    assertThat(new State(-1).core(State.CORES).isOff()).isTrue();
  }

  @Test
  void entryPointsAreSlotsInARow() {
    EntryPoints entries = new EntryPoints(0x1000, 16, 4);
    assertThat(entries.address(0)).isEqualTo(0x1000);
    assertThat(entries.address(3)).isEqualTo(0x1030);
    assertThat(entries.slotAt(0x1030)).isEqualTo(3);
    assertThat(entries.slotAt(0x1034)).isEqualTo(-1);
    assertThat(entries.slotAt(0x1040)).isEqualTo(-1);
    assertThat(entries.slotAt(0xff0)).isEqualTo(-1);
    assertThatThrownBy(() -> entries.address(4)).hasMessage("slot 4 of 4");
    assertThatThrownBy(() -> entries.address(-1)).hasMessage("slot -1 of 4");
    assertThatThrownBy(() -> new EntryPoints(0x1000, 16, 0))
        .hasMessage("at least one entry point is needed, not 0");
    assertThatThrownBy(() -> new EntryPoints(0x1001, 16, 1))
        .hasMessage("entry points are multiples of 4; base is 0x1001 and the stride 16");
  }
}
