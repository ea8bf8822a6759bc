// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.Topology;

/** Proves that a program finds its cores on a machine, or is told that there are too few. */
class ShapeTest {
  /** Clusters of two and of three cores. */
  private static final Topology UNEQUAL =
      new Topology(
          List.of(
              Mpidr.of(0, 0, 0, 0),
              Mpidr.of(0, 0, 0, 1),
              Mpidr.of(0, 0, 1, 0),
              Mpidr.of(0, 0, 1, 1),
              Mpidr.of(0, 0, 1, 2)));

  @Test
  void equalClustersAreUsedInFull() {
    assertThat(Shape.of(Topology.clusters(2, 3))).hasToString("2x3");
    assertThat(Shape.of(Topology.clusters(1, 8))).hasToString("1x8");
  }

  @Test
  void unequalClustersAreUsedAsFarAsTheSmallestGoes() {
    assertThat(Shape.of(UNEQUAL)).hasToString("2x2");
  }

  @Test
  void moreThanEightCoresAreLeftAlone() {
    assertThat(Shape.of(Topology.clusters(4, 4))).hasToString("2x4");
    assertThat(Shape.of(Topology.clusters(1, 16))).hasToString("1x8");
    assertThat(Shape.of(Topology.clusters(16, 1))).hasToString("8x1");
  }

  @Test
  void whateverTheClustersTheShapeFitsTheMachine() {
    Topology tenCores = Topology.clusters(2, 5);

    assertThat(Shape.of(tenCores)).hasToString("2x3");
    assertThat(Shape.of(tenCores).placeOn(tenCores)).contains(List.of(0, 1, 2, 5, 6, 7));
  }

  @Test
  void coresCountThroughTheClusters() {
    assertThat(new Shape(2, 2).placeOn(UNEQUAL)).contains(List.of(0, 1, 2, 3));
    assertThat(new Shape(2, 1).placeOn(UNEQUAL)).contains(List.of(0, 2));
    assertThat(new Shape(1, 2).placeOn(UNEQUAL)).contains(List.of(0, 1));
  }

  @Test
  void clustersNeedNotStandInARow() {
    Topology mixed =
        new Topology(
            List.of(
                Mpidr.of(0, 0, 1, 0),
                Mpidr.of(0, 0, 0, 0),
                Mpidr.of(0, 0, 1, 1),
                Mpidr.of(0, 0, 0, 1)));
    assertThat(new Shape(2, 2).placeOn(mixed)).contains(List.of(0, 2, 1, 3));
  }

  @Test
  void machineCanBeTooSmall() {
    assertThat(new Shape(1, 4).placeOn(Topology.clusters(2, 2))).isEmpty();
    assertThat(new Shape(2, 1).placeOn(Topology.clusters(1, 4))).isEmpty();
    assertThat(new Shape(2, 3).placeOn(UNEQUAL)).isEmpty();
  }

  @Test
  void clusterOfTheBootCoreMustBeLargeEnough() {
    assertThat(new Shape(1, 3).placeOn(UNEQUAL)).isEmpty();
  }
}
