// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

/**
 * The two layouts of the power_state parameter (DEN0022F.b, 5.4.2). An implementation uses one of
 * them, always; bit 1 of PSCI_FEATURES(CPU_SUSPEND) tells which. Before 1.0 there was only the
 * original one.
 */
public enum PowerStateFormat {
  /** StateID in 15:0, StateType in 16, power level in 25:24. */
  ORIGINAL(0xfcfe_0000, 16, 0x0000_ffff),
  /** StateID in 27:0, StateType in 30; a level is part of the StateID, if it is there at all. */
  EXTENDED_STATE_ID(0xb000_0000, 30, 0x0fff_ffff);

  private final int reserved;
  private final int typeBit;
  private final int stateId;

  PowerStateFormat(int reserved, int typeBit, int stateId) {
    this.reserved = reserved;
    this.typeBit = typeBit;
    this.stateId = stateId;
  }

  /** The word for it on command lines, {@code original} or {@code extended}. */
  @Override
  public String toString() {
    return this == ORIGINAL ? "original" : "extended";
  }

  /** The bits that must be zero. */
  public int reservedBits() {
    return reserved;
  }

  public boolean isWellFormed(int powerState) {
    return (powerState & reserved) == 0;
  }

  public StateType stateType(int powerState) {
    return (powerState >>> typeBit & 1) == 1 ? StateType.POWER_DOWN : StateType.STANDBY;
  }

  /** The same power_state, but with the other StateType. */
  public int withOtherType(int powerState) {
    return powerState ^ 1 << typeBit;
  }

  public int stateId(int powerState) {
    return powerState & stateId;
  }

  /** The power level asked for, 0 to 3; the extended format has no such field and gives -1. */
  public int powerLevel(int powerState) {
    return this == ORIGINAL ? powerState >>> 24 & 3 : -1;
  }

  /**
   * The power_state with these fields.
   *
   * @param level power level, 0 to 3; 0 in the extended format
   * @throws IllegalArgumentException if a field does not fit
   */
  public int encode(StateType type, int level, int id) {
    if ((id & ~stateId) != 0) {
      throw new IllegalArgumentException(
          String.format("StateID 0x%x does not fit the %s format", id, this));
    }
    if (level < 0 || level > (this == ORIGINAL ? 3 : 0)) {
      throw new IllegalArgumentException(
          "power level " + level + " does not fit the " + this + " format");
    }
    return type.bit() << typeBit | level << 24 | id;
  }
}
