// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.Version;

/** Proves that counts depend neither on symmetry nor on threads, and that nothing is left out. */
class ExplorationTest {

  static Stream<Setting> machines() {
    return Stream.of(
        Machines.setting(Version.V1_1, 1, 1, Setting.Modes.OSI, Setting.Resident.NONE),
        Machines.setting(Version.V1_3, 1, 2, Setting.Modes.OSI, Setting.Resident.MIGRATABLE),
        Machines.setting(Version.V1_1, 2, 1, Setting.Modes.OSI, Setting.Resident.FIXED),
        Machines.setting(Version.V1_0, 1, 3, Setting.Modes.OSI, Setting.Resident.FIXED),
        Machines.setting(Version.V1_1, 1, 3, Setting.Modes.OSI, Setting.Resident.NONE),
        Machines.setting(Version.V0_2, 2, 2, Setting.Modes.PC, Setting.Resident.NONE));
  }

  @ParameterizedTest
  @MethodSource("machines")
  void symmetryChangesNoCount(Setting setting) {
    ExplorationReport all = Machines.explorer(setting, false, 1).explore();
    ExplorationReport symmetric = Machines.explorer(setting, true, 1).explore();
    assertThat(all.stored()).isEqualTo(all.states());
    assertThat(symmetric.states()).isEqualTo(all.states());
    assertThat(symmetric.transitions()).isEqualTo(all.transitions());
    assertThat(symmetric.deadEnds()).isEqualTo(all.deadEnds());
    assertThat(symmetric.coverage()).isEqualTo(all.coverage());
    assertThat(symmetric.unusedRules()).isEqualTo(all.unusedRules());
    assertThat(symmetric.stored()).isLessThanOrEqualTo(all.stored());
  }

  @Test
  void symmetrySavesStates() {
    Setting setting =
        Machines.setting(Version.V1_1, 1, 3, Setting.Modes.OSI, Setting.Resident.NONE);
    ExplorationReport symmetric = Machines.explorer(setting, true, 1).explore();
    assertThat(symmetric.changesOfPlaces()).isEqualTo(6);
    assertThat(symmetric.stored()).isLessThan(symmetric.states() / 4);
  }

  @ParameterizedTest
  @MethodSource("machines")
  void threadsChangeNoCount(Setting setting) {
    ExplorationReport one = Machines.explorer(setting, true, 1).explore();
    ExplorationReport three = Machines.explorer(setting, true, 3).explore();
    assertThat(three.stored()).isEqualTo(one.stored());
    assertThat(three.states()).isEqualTo(one.states());
    assertThat(three.transitions()).isEqualTo(one.transitions());
    assertThat(three.depth()).isEqualTo(one.depth());
    assertThat(three.deadEnds()).isEqualTo(one.deadEnds());
    assertThat(three.coverage()).isEqualTo(one.coverage());
  }

  @Test
  void changesOfPlacesKeepClustersTogether() {
    Platform clusters =
        Machines.setting(Version.V1_1, 2, 2, Setting.Modes.OSI, Setting.Resident.MIGRATABLE)
            .platform();
    assertThat(Symmetry.of(clusters, false).order()).isEqualTo(8);
    assertThat(Symmetry.of(clusters, true).order()).isEqualTo(2);
    assertThat(Symmetry.none(clusters).order()).isEqualTo(1);
  }

  @Test
  void allImagesOfAStateHaveOneCanonicalState() {
    Setting setting =
        Machines.setting(Version.V1_1, 1, 3, Setting.Modes.OSI, Setting.Resident.NONE);
    Platform platform = setting.platform();
    Symmetry symmetry = Symmetry.of(platform, false);
    Exploration exploration =
        new Exploration(
            Machines.steps(setting), Symmetry.none(platform), List.of(), 1, Long.MAX_VALUE);
    exploration.run();
    for (StateList list : exploration.seen().lists()) {
      for (int index = 0; index < list.size(); index++) {
        State state = list.get(index);
        Set<State> images = new HashSet<>(symmetry.images(state));
        assertThat(images).hasSize(symmetry.orbit(state)).contains(state);
        for (State image : images) {
          assertThat(symmetry.canonical(image)).isEqualTo(symmetry.canonical(state));
          assertThat(exploration.seen().contains(image)).isTrue();
        }
      }
    }
  }

  @Test
  void stopsWhereThereAreTooManyStates() {
    Setting setting =
        Machines.setting(Version.V1_1, 1, 3, Setting.Modes.OSI, Setting.Resident.NONE);
    assertThatThrownBy(() -> new ModelExplorer(setting, true, 1, 1000).explore())
        .isInstanceOf(TooManyStatesException.class)
        .hasMessageContaining("--most-states");
  }

  @Test
  void setHoldsWhatWasPutIntoIt() {
    StateSet set = new StateSet();
    Set<State> right = new HashSet<>();
    Random random = new Random(1);
    for (int count = 0; count < 200_000; count++) {
      State state = new State(random.nextInt(300), random.nextInt(300));
      assertThat(set.contains(state)).isEqualTo(right.contains(state));
      assertThat(set.add(state.cores(), state.machine())).isEqualTo(right.add(state));
    }
    assertThat(set.size()).isEqualTo(right.size());
    assertThat(set.contains(new State(0, 0))).isEqualTo(right.contains(new State(0, 0)));
    assertThat(set.lists().stream().mapToInt(StateList::size).sum()).isEqualTo(right.size());
  }

  @Test
  void tableHasEveryCompositeStateWithEveryClaim() {
    assertThat(CompositeStates.withOwnClaim(0)).hasSize(3);
    assertThat(CompositeStates.withOwnClaim(1)).hasSize(6);
    assertThat(CompositeStates.withOwnClaim(2)).hasSize(10);
    assertThat(CompositeStates.withEveryClaim(2)).hasSize(30);
    assertThat(CompositeStates.withEveryClaim(2))
        .extracting(PowerState::value)
        .doesNotHaveDuplicates();
    assertThat(CompositeStates.withEveryClaim(1))
        .filteredOn(state -> state.at(0) == LocalState.STANDBY)
        .allMatch(state -> state.at(1) == LocalState.RUN);
  }
}
