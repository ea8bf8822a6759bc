// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** States which nodes there are above cores, and which trees are none. */
class PowerTreeTest {

  private static String levels(PowerTree tree) {
    List<String> levels = new ArrayList<>();
    for (List<Long> level : tree.levels()) {
      levels.add(String.join(" ", level.stream().map(Long::toBinaryString).toList()));
    }
    return String.join(" / ", levels);
  }

  @ParameterizedTest(name = "{0} x {1}")
  @CsvSource({
    "2, 2, 11 1100 / 1111",
    "1, 4, 1111",
    "1, 2, 11",
    "1, 1, ''",
    "4, 1, 1111",
    "2, 3, 111 111000 / 111111"
  })
  void clustersAndTheMachine(int clusters, int cores, String levels) {
    assertThat(levels(PowerTree.of(Topology.clusters(clusters, cores)))).isEqualTo(levels);
  }

  @Test
  void affinityLevelThatGroupsNothingIsNoPowerLevel() {
    Topology topology =
        new Topology(
            List.of(
                Mpidr.of(1, 0, 0, 0),
                Mpidr.of(1, 0, 0, 1),
                Mpidr.of(2, 0, 0, 0),
                Mpidr.of(2, 0, 5, 0)));
    assertThat(levels(PowerTree.of(topology))).isEqualTo("11 100 1000 / 11 1100 / 1111");
  }

  @Test
  void threeLevelsOfClusters() {
    List<Mpidr> cores = new ArrayList<>();
    for (int core = 0; core < 8; core++) {
      cores.add(Mpidr.of(0, core >> 2, core >> 1 & 1, core & 1));
    }
    PowerTree tree = PowerTree.of(new Topology(cores));
    assertThat(levels(tree)).isEqualTo("11 1100 110000 11000000 / 1111 11110000 / 11111111");
    assertThat(tree.highestLevel()).isEqualTo(3);
    assertThat(tree.nodes()).isEqualTo(7);
    assertThat(tree.node(0, 1)).isZero();
    assertThat(tree.node(7, 1)).isEqualTo(3);
    assertThat(tree.node(3, 2)).isEqualTo(4);
    assertThat(tree.node(4, 2)).isEqualTo(5);
    assertThat(tree.node(5, 3)).isEqualTo(6);
    assertThat(tree.members(5, 0)).isEqualTo(0b10_0000);
    assertThat(tree.members(5, 1)).isEqualTo(0b11_0000);
    assertThat(tree.members(5, 2)).isEqualTo(0b1111_0000);
    assertThat(tree.members(5, 3)).isEqualTo(0b1111_1111);
  }

  @Test
  void machineAsAWholeIsAlwaysThereAndLeavesRoomForTwoLevelsBelow() {
    List<Mpidr> cores = new ArrayList<>();
    for (int core = 0; core < 16; core++) {
      cores.add(Mpidr.of(core >> 3, core >> 2 & 1, core >> 1 & 1, core & 1));
    }
    PowerTree tree = PowerTree.of(new Topology(cores));
    assertThat(tree.highestLevel()).isEqualTo(3);
    assertThat(tree.levels().get(0)).hasSize(8);
    assertThat(tree.levels().get(1)).hasSize(4);
    assertThat(tree.levels().get(2)).containsExactly(0xffffL);
  }

  @Test
  void mostCores() {
    PowerTree tree = PowerTree.of(Topology.clusters(8, 8));
    assertThat(tree.members(63, 2)).isEqualTo(-1L);
    assertThat(tree.node(63, 1)).isEqualTo(7);
    assertThat(tree.members(63, 1)).isEqualTo(0xffL << 56);
  }

  @Test
  void coreWithoutANodeAboveIt() {
    PowerTree gap = new PowerTree(List.of(List.of(0b0110L)));
    assertThat(gap.node(0, 1)).isEqualTo(-1);
    assertThat(gap.members(0, 1)).isZero();
    assertThat(gap.members(0, 0)).isEqualTo(1);
    assertThat(gap.node(2, 1)).isZero();
  }

  @Test
  void levelsThatAreAddedHoldAllCores() {
    PowerTree tree = PowerTree.of(Topology.clusters(1, 4));
    assertThat(tree.withLevels(1)).isSameAs(tree);
    assertThat(levels(tree.withLevels(3))).isEqualTo("1111 / 1111 / 1111");
    assertThat(levels(PowerTree.of(Topology.clusters(2, 1)).withLevels(2))).isEqualTo("11 / 11");
    assertThat(PowerTree.of(Topology.clusters(1, 1)).withLevels(2).highestLevel()).isZero();
  }

  @Test
  void treesThatAreNone() {
    refused(List.of(List.of(0b011L, 0b110L)), "not disjoint");
    refused(List.of(List.of(0b011L, 0b000L)), "one has no core");
    refused(
        List.of(List.of(0b0011L, 0b1100L), List.of(0b0111L, 0b1000L)),
        "a node of power level 1 has cores in two nodes of level 2");
    refused(List.of(List.of(0b0011L, 0b1100L), List.of(0b0011L)), "does not hold the same cores");
    refused(List.of(List.of(0b0011L), List.of(0b1111L)), "does not hold the same cores");
    refused(
        List.of(List.of(1L), List.of(1L), List.of(1L), List.of(1L)),
        "4 power levels above the core");
  }

  private static void refused(List<List<Long>> levels, String message) {
    assertThatThrownBy(() -> new PowerTree(levels))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void highestAffinityLevelGroupsLikeOthers() {
    Topology pairs =
        new Topology(
            List.of(
                Mpidr.of(1, 0, 0, 0),
                Mpidr.of(1, 1, 0, 0),
                Mpidr.of(2, 0, 0, 0),
                Mpidr.of(2, 1, 0, 0)));
    assertThat(levels(PowerTree.of(pairs))).isEqualTo("11 1100 / 1111");
    Topology apart = new Topology(List.of(Mpidr.of(1, 0, 0, 0), Mpidr.of(2, 0, 0, 0)));
    assertThat(levels(PowerTree.of(apart))).isEqualTo("11");
  }
}
