// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Version;

/**
 * How the test firmware is to behave. Everything but the bugs is lawful.
 *
 * @param version the version that it says it implements: 0.2, 1.0 or 1.1
 * @param format the layout of its power_state values; 0.2 has the original one whatever this says
 * @param downgrades whether every power-down ends as a standby would
 * @param bugs the bugs that are switched on
 */
public record TestFirmware(
    Version version, PowerStateFormat format, boolean downgrades, Set<TestFirmwareBug> bugs) {
  public static final TestFirmware STANDARD =
      new TestFirmware(Version.V1_1, PowerStateFormat.ORIGINAL, false, Set.of());

  /**
   * @throws IllegalArgumentException if there is no firmware of this version
   */
  public TestFirmware {
    bugs = Set.copyOf(bugs);
    if (version.isAtLeast(Version.V1_2)) {
      throw new IllegalArgumentException(
          "the test firmware is of version 0.2, 1.0 or 1.1, not " + version);
    }
  }

  public TestFirmware with(Version other) {
    return new TestFirmware(other, format, downgrades, bugs);
  }

  public TestFirmware with(PowerStateFormat other) {
    return new TestFirmware(version, other, downgrades, bugs);
  }

  public TestFirmware withDowngrade() {
    return new TestFirmware(version, format, true, bugs);
  }

  public TestFirmware with(Set<TestFirmwareBug> others) {
    return new TestFirmware(version, format, downgrades, others);
  }

  boolean isExtended() {
    return format == PowerStateFormat.EXTENDED_STATE_ID && version.isAtLeast(Version.V1_0);
  }

  /** The power_state values that it takes; agent/testfw/README.md has the same table. */
  List<PowerState> powerStates() {
    boolean extended = isExtended();
    return List.of(
        new PowerState(0x0000_0001, StateType.STANDBY, 0),
        new PowerState(extended ? 0x0000_0011 : 0x0100_0011, StateType.STANDBY, 1),
        new PowerState(extended ? 0x4000_0002 : 0x0001_0002, StateType.POWER_DOWN, 0),
        new PowerState(extended ? 0x4000_0012 : 0x0101_0012, StateType.POWER_DOWN, 1),
        new PowerState(extended ? 0x4000_0022 : 0x0101_0022, StateType.POWER_DOWN, 1));
  }

  /** The firmware in words. */
  String describe() {
    return "test firmware "
        + version
        + (isExtended() ? ", extended power_state" : "")
        + (downgrades ? ", downgrade" : "")
        + (bugs.isEmpty()
            ? ""
            : " with "
                + bugs.stream()
                    .sorted()
                    .map(TestFirmwareBug::id)
                    .collect(Collectors.joining(", ")));
  }
}
