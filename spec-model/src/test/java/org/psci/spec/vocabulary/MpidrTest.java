// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Proves that an MPIDR is its four affinity fields, and nothing besides. */
class MpidrTest {

  @Property
  void fieldsComeBack(
      @ForAll @IntRange(max = 255) int aff3,
      @ForAll @IntRange(max = 255) int aff2,
      @ForAll @IntRange(max = 255) int aff1,
      @ForAll @IntRange(max = 255) int aff0) {
    Mpidr mpidr = Mpidr.of(aff3, aff2, aff1, aff0);
    assertThat(mpidr.field(3)).isEqualTo(aff3);
    assertThat(mpidr.field(2)).isEqualTo(aff2);
    assertThat(mpidr.field(1)).isEqualTo(aff1);
    assertThat(mpidr.field(0)).isEqualTo(aff0);
    assertThat(new Mpidr(mpidr.value())).isEqualTo(mpidr);
  }

  @Property
  void otherBitsAreRefused(@ForAll long value) {
    boolean onlyFields = (value & 0xffff_ff00_ff00_0000L) == 0;
    if (onlyFields) {
      assertThat(new Mpidr(value).value()).isEqualTo(value);
    } else {
      assertThatThrownBy(() -> new Mpidr(value))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("MPIDR 0x%x has bits outside the affinity fields 39:32 and 23:0", value);
    }
  }

  @Property
  void registerHasFlagsBesides(@ForAll long register) {
    assertThat(Mpidr.ofRegister(register).value()).isEqualTo(register & 0xff_00ff_ffffL);
  }

  @Property
  void instanceIsSharedIfAllFieldsFromItsLevelUpAreEqual(
      @ForAll long one, @ForAll long two, @ForAll @IntRange(max = 3) int level) {
    Mpidr first = Mpidr.ofRegister(one);
    Mpidr second = Mpidr.ofRegister(two);
    Mpidr close = Mpidr.of(first.field(3), first.field(2), second.field(1), second.field(0));
    assertThat(first.sharesInstance(second.value(), level)).isEqualTo(equal(first, second, level));
    assertThat(first.sharesInstance(close.value(), level)).isEqualTo(equal(first, close, level));
  }

  private static boolean equal(Mpidr one, Mpidr two, int lowest) {
    for (int level = lowest; level <= AffinityLevel.HIGHEST; level++) {
      if (one.field(level) != two.field(level)) {
        return false;
      }
    }
    return true;
  }

  @Example
  void levelsAreZeroToThree() {
    assertThat(AffinityLevel.exists(-1)).isFalse();
    assertThat(AffinityLevel.exists(0)).isTrue();
    assertThat(AffinityLevel.exists(3)).isTrue();
    assertThat(AffinityLevel.exists(4)).isFalse();
  }

  @Example
  void readsAsANumber() {
    assertThat(Mpidr.of(1, 2, 3, 4)).hasToString("0x100020304");
  }
}
