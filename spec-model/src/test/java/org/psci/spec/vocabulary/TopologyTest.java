// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Proves that cores are found by their MPIDRs, and groups by their affinity fields. */
class TopologyTest {
  private static final Topology TOPOLOGY =
      new Topology(
          List.of(
              Mpidr.of(0, 0, 1, 0),
              Mpidr.of(0, 0, 0, 0),
              Mpidr.of(0, 0, 1, 7),
              Mpidr.of(0, 1, 0, 0),
              Mpidr.of(2, 0, 0, 0)));

  @Test
  void coreIsFoundByAllBitsOfItsMpidr() {
    assertThat(TOPOLOGY.indexOf(0x100)).isEqualTo(0);
    assertThat(TOPOLOGY.indexOf(0x0)).isEqualTo(1);
    assertThat(TOPOLOGY.indexOf(0x2_0000_0000L)).isEqualTo(4);
    assertThat(TOPOLOGY.indexOf(0x2)).isEqualTo(-1);
    assertThat(TOPOLOGY.indexOf(0x8000_0100L)).as("with a reserved bit").isEqualTo(-1);
    assertThat(TOPOLOGY.indexOf(0x1_0000_0100L)).as("with another Aff3").isEqualTo(-1);
  }

  @Test
  void groupIgnoresTheFieldsBelowItsLevel() {
    assertThat(TOPOLOGY.instance(0x100, 0)).isEqualTo(0b00001);
    assertThat(TOPOLOGY.instance(0x1ff, 1)).isEqualTo(0b00101);
    assertThat(TOPOLOGY.instance(0xffff, 2)).isEqualTo(0b00111);
    assertThat(TOPOLOGY.instance(0xff_ffff, 3)).isEqualTo(0b01111);
    assertThat(TOPOLOGY.instance(0x500, 1)).as("no such cluster").isZero();
    assertThat(TOPOLOGY.instance(0x8000_0100L, 1)).as("with a reserved bit").isZero();
  }

  @Property
  void coreAndInstanceOfLevelZeroAreTheSame(
      @ForAll @IntRange(min = 1, max = 4) int clusters,
      @ForAll @IntRange(min = 1, max = 8) int coresEach,
      @ForAll @IntRange(max = 0x500) int target) {
    Topology topology = Topology.clusters(clusters, coresEach);
    int core = topology.indexOf(target);
    assertThat(topology.instance(target, 0)).isEqualTo(core < 0 ? 0 : 1L << core);
    assertThat(topology.size()).isEqualTo(clusters * coresEach);
    assertThat(topology.clusters()).hasSize(clusters).allMatch(c -> c.size() == coresEach);
  }

  @Test
  void clustersKeepTheOrderOfTheirCores() {
    assertThat(TOPOLOGY.clusters())
        .containsExactly(List.of(0, 2), List.of(1), List.of(3), List.of(4));
  }

  @Test
  void topologyOfNobodyIsRefused() {
    assertThatThrownBy(() -> new Topology(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a topology has at least one core");
  }

  @Test
  void tooManyCoresAreRefused() {
    assertThatThrownBy(() -> Topology.clusters(5, 13))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("65 cores; a topology here has at most 64");
  }

  @Test
  void twoCoresOfOneNameAreRefused() {
    List<Mpidr> twins = new ArrayList<>(Collections.nCopies(2, Mpidr.of(0, 0, 1, 2)));
    assertThatThrownBy(() -> new Topology(twins))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two cores have the MPIDR 0x102");
  }

  @Test
  void clustersOfAsManyCoresAsThereCanBe() {
    assertThat(Topology.clusters(8, 8).clusters())
        .hasSize(8)
        .allMatch(cluster -> cluster.size() == 8)
        .first()
        .isEqualTo(List.of(0, 1, 2, 3, 4, 5, 6, 7));
  }
}
