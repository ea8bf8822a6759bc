// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Proves that a packed state holds what was put into it, core by core. */
class StateTest {

  @Provide
  static Arbitrary<CoreState> coreStates() {
    return Arbitraries.oneOf(
        Arbitraries.of(CoreState.OFF, CoreState.ON),
        Arbitraries.integers().between(0, State.CORES - 1).map(CoreState::pendingFrom));
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
      @ForAll long word,
      @ForAll @IntRange(max = State.CORES - 1) int changed,
      @ForAll("coreStates") CoreState to) {
    State before = new State(word);
    State after = before.with(changed, to);
    for (int core = 0; core < State.CORES; core++) {
      assertThat(after.core(core)).isSameAs(core == changed ? to : before.core(core));
    }
  }

  @Property
  void coreIsInOneOfThreeStates(@ForAll("coreStates") CoreState core) {
    int states = (core.isOff() ? 1 : 0) + (core.isPending() ? 1 : 0) + (core.isOn() ? 1 : 0);
    assertThat(states).isEqualTo(1);
  }

  @Property
  void pendingCoreKnowsItsStarter(@ForAll @IntRange(max = State.CORES - 1) int starter) {
    assertThat(CoreState.pendingFrom(starter).isPending()).isTrue();
    assertThat(CoreState.pendingFrom(starter).starter()).isEqualTo(starter);
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
    assertThat(entries.address(3)).isEqualTo(0x1030);
    assertThat(entries.slotAt(0x1030)).isEqualTo(3);
    assertThat(entries.slotAt(0x1034)).isEqualTo(-1);
    assertThat(entries.slotAt(0x1040)).isEqualTo(-1);
    assertThat(entries.slotAt(0xff0)).isEqualTo(-1);
    assertThatThrownBy(() -> entries.address(4)).hasMessage("slot 4 of 4");
    assertThatThrownBy(() -> new EntryPoints(0x1000, 16, 0))
        .hasMessage("at least one entry point is needed, not 0");
    assertThatThrownBy(() -> new EntryPoints(0x1001, 16, 1))
        .hasMessage("entry points are multiples of 4; base is 0x1001 and the stride 16");
  }
}
