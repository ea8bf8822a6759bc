// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Proves that versions and return codes stand for their numbers, and no other number for them. */
class VersionTest {

  @ParameterizedTest
  @CsvSource({
    "V0_2, 0.2, 0x00000002",
    "V1_0, 1.0, 0x00010000",
    "V1_1, 1.1, 0x00010001",
    "V1_2, 1.2, 0x00010002",
    "V1_3, 1.3, 0x00010003"
  })
  void hasAMajorAndAMinorHalf(Version version, String text, String encoded) {
    assertThat(version.encoded()).isEqualTo(Integer.decode(encoded));
    assertThat(version).hasToString(text);
    assertThat(Version.parse(text)).isEqualTo(version);
    assertThat(Version.decode(version.encoded())).contains(version);
  }

  @Property
  void otherNumbersAreNoVersion(@ForAll int encoded, @ForAll @IntRange(max = 0x40000) int small) {
    for (int number : new int[] {encoded, small}) {
      boolean published = Arrays.stream(Version.values()).anyMatch(v -> v.encoded() == number);
      assertThat(Version.decode(number).isPresent()).isEqualTo(published);
    }
  }

  @Test
  void otherTextIsNoVersion() {
    assertThatThrownBy(() -> Version.parse("1.4"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'1.4' is no PSCI version; known are 0.2, 1.0, 1.1, 1.2 and 1.3");
  }

  @ParameterizedTest
  @EnumSource(ReturnCode.class)
  void codesCountDownFromZero(ReturnCode code) {
    assertThat(code.value()).isEqualTo(-code.ordinal());
    assertThat(ReturnCode.of(code.value())).contains(code);
  }

  @Property
  void otherNumbersAreNoCodes(@ForAll int value, @ForAll @IntRange(min = -20, max = 20) int small) {
    for (int number : new int[] {value, small}) {
      assertThat(ReturnCode.of(number).isPresent()).isEqualTo(number <= 0 && number >= -9);
    }
  }
}
