// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Proves that both layouts of power_state hold their fields, and know their reserved bits. */
class PowerStateFormatTest {

  @Property
  void fieldsOfTheOriginalFormatComeBack(
      @ForAll StateType type,
      @ForAll @IntRange(max = 3) int level,
      @ForAll @IntRange(max = 0xffff) int id) {
    int powerState = PowerStateFormat.ORIGINAL.encode(type, level, id);
    assertThat(PowerStateFormat.ORIGINAL.isWellFormed(powerState)).isTrue();
    assertThat(PowerStateFormat.ORIGINAL.stateType(powerState)).isEqualTo(type);
    assertThat(PowerStateFormat.ORIGINAL.powerLevel(powerState)).isEqualTo(level);
    assertThat(PowerStateFormat.ORIGINAL.stateId(powerState)).isEqualTo(id);
  }

  @Property
  void fieldsOfTheExtendedFormatComeBack(
      @ForAll StateType type, @ForAll @IntRange(max = 0x0fff_ffff) int id) {
    int powerState = PowerStateFormat.EXTENDED_STATE_ID.encode(type, 0, id);
    assertThat(PowerStateFormat.EXTENDED_STATE_ID.isWellFormed(powerState)).isTrue();
    assertThat(PowerStateFormat.EXTENDED_STATE_ID.stateType(powerState)).isEqualTo(type);
    assertThat(PowerStateFormat.EXTENDED_STATE_ID.stateId(powerState)).isEqualTo(id);
    assertThat(PowerStateFormat.EXTENDED_STATE_ID.powerLevel(powerState)).isEqualTo(-1);
  }

  @Property
  void wellFormedValuesAreThoseThatFieldsMake(@ForAll int powerState) {
    for (PowerStateFormat format : PowerStateFormat.values()) {
      int remade =
          format.encode(
              format.stateType(powerState),
              Math.max(0, format.powerLevel(powerState)),
              format.stateId(powerState));
      assertThat(format.isWellFormed(powerState)).isEqualTo(remade == powerState);
      assertThat(remade).isEqualTo(powerState & ~format.reservedBits());
    }
  }

  @Example
  void knownValues() {
    assertThat(PowerStateFormat.ORIGINAL.encode(StateType.POWER_DOWN, 1, 0x22))
        .isEqualTo(0x0101_0022);
    assertThat(PowerStateFormat.EXTENDED_STATE_ID.encode(StateType.POWER_DOWN, 0, 0x33))
        .isEqualTo(0x4000_0033);
    assertThat(PowerStateFormat.ORIGINAL.reservedBits()).isEqualTo(0xfcfe_0000);
    assertThat(PowerStateFormat.EXTENDED_STATE_ID.reservedBits()).isEqualTo(0xb000_0000);
  }

  @Example
  void fieldsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> PowerStateFormat.ORIGINAL.encode(StateType.STANDBY, 0, 0x1_0000))
        .hasMessage("StateID 0x10000 does not fit the original format");
    assertThatThrownBy(() -> PowerStateFormat.ORIGINAL.encode(StateType.STANDBY, 4, 0))
        .hasMessage("power level 4 does not fit the original format");
    assertThatThrownBy(() -> PowerStateFormat.EXTENDED_STATE_ID.encode(StateType.STANDBY, 1, 0))
        .hasMessage("power level 1 does not fit the extended format");
  }

  @Property
  void otherTypeChangesTheTypeAlone(@ForAll int powerState) {
    for (PowerStateFormat format : PowerStateFormat.values()) {
      int other = format.withOtherType(powerState);
      assertThat(format.stateType(other)).isNotEqualTo(format.stateType(powerState));
      assertThat(Integer.bitCount(other ^ powerState)).isEqualTo(1);
    }
  }
}
