// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.Mpidr;

class DeviceTreeTest {
  private static FlattenedTree small() {
    return new FlattenedTree()
        .begin("")
        .property("#address-cells", 2)
        .begin("psci")
        .property("compatible", "arm,psci-1.0", "arm,psci-0.2", "arm,psci")
        .property("method", "hvc")
        .end()
        .begin("cpus")
        .property("#address-cells", 1)
        .begin("cpu-map")
        .end()
        .begin("cpu@0")
        .property("device_type", "cpu")
        .property("reg", 0)
        .end()
        .begin("cpu@100")
        .property("device_type", "cpu")
        .property("reg", 0x100)
        .end()
        .end()
        .end();
  }

  private static FlattenedTree withCpu(int cells, int... reg) {
    return new FlattenedTree()
        .begin("")
        .begin("cpus")
        .property("#address-cells", cells)
        .begin("cpu@0")
        .property("reg", reg)
        .end()
        .end()
        .end();
  }

  @Test
  void coresStandInTheOrderOfTheTree() throws DeviceTreeException {
    assertThat(DeviceTree.parse(small().blob()).cores())
        .containsExactly(new Mpidr(0), new Mpidr(0x100));
  }

  @Test
  void anAffinityMayHaveTwoCells() throws DeviceTreeException {
    assertThat(DeviceTree.parse(withCpu(2, 1, 0x203).blob()).cores())
        .containsExactly(Mpidr.of(1, 0, 2, 3));
  }

  @Test
  void psciIsFoundWithItsConduit() throws DeviceTreeException {
    DeviceTree tree = DeviceTree.parse(small().blob());
    assertThat(tree.conduit()).contains(Conduit.HVC);
    assertThat(tree.psciCompatible()).containsExactly("arm,psci-1.0", "arm,psci-0.2", "arm,psci");
  }

  @Test
  void aTreeWithoutPsciSaysNothingAboutIt() throws DeviceTreeException {
    DeviceTree tree = DeviceTree.parse(withCpu(1, 0).blob());
    assertThat(tree.conduit()).isEmpty();
    assertThat(tree.psciCompatible()).isEmpty();
  }

  @Test
  void messagesNameTheFault() throws DeviceTreeException {
    assertThatThrownBy(() -> DeviceTree.parse(new byte[0]))
        .hasMessage("these 0 bytes do not begin as a device tree does");
    assertThatThrownBy(() -> DeviceTree.parse(withCpu(3, 0, 0, 0).blob()).cores())
        .hasMessage("#address-cells of /cpus is 3, not 1 or 2");
    assertThatThrownBy(() -> DeviceTree.parse(withCpu(2, 0).blob()).cores())
        .hasMessage("/cpus/cpu@0 has no usable reg");
    assertThatThrownBy(() -> DeviceTree.parse(withCpu(1, 0x8000_0000).blob()).cores())
        .hasMessageContaining("which is no affinity");
    assertThatThrownBy(() -> DeviceTree.parse(new FlattenedTree().begin("").end().blob()).cores())
        .hasMessage("there is no node /cpus");
    assertThatThrownBy(() -> DeviceTree.parse(new FlattenedTree().begin("").blob()))
        .hasMessageContaining("ends in the middle of a node");
    assertThatThrownBy(() -> DeviceTree.parse(new FlattenedTree().end().blob()))
        .hasMessageContaining("a node ends that never began");
  }

  @Test
  void aPropertyThatGoesOnIntoTheNextIsNoListOfStrings() throws DeviceTreeException {
    FlattenedTree tree =
        new FlattenedTree()
            .begin("")
            .begin("psci")
            .property("compatible", "arm,psci-1.0", "\3", "method", "hvc")
            .end()
            .end();
    assertThat(DeviceTree.parse(tree.blob()).psciCompatible()).isEmpty();
  }

  @Property(tries = 2000)
  void aDamagedTreeIsReadOrRefused(
      @ForAll @IntRange(max = 1000) int where, @ForAll byte what, @ForAll boolean cut) {
    byte[] blob = small().blob();
    int at = where % blob.length;
    blob[at] = what;
    byte[] damaged = cut ? Arrays.copyOf(blob, at) : blob;
    try {
      DeviceTree tree = DeviceTree.parse(damaged);
      assertThat(tree.psciCompatible()).hasSizeLessThan(10);
      tree.conduit();
      tree.cores();
    } catch (DeviceTreeException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
