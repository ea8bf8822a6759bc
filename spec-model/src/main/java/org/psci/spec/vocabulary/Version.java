// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

import java.util.Optional;

/** A published version of PSCI that this model knows, oldest first (DEN0022F.b, 5.3.1, Table 6). */
public enum Version {
  V0_2(0, 2),
  V1_0(1, 0),
  V1_1(1, 1),
  V1_2(1, 2),
  V1_3(1, 3);

  private final int major;
  private final int minor;

  Version(int major, int minor) {
    this.major = major;
    this.minor = minor;
  }

  /** The value that PSCI_VERSION returns: major version in bits 31:16, minor in bits 15:0. */
  public int encoded() {
    return major << 16 | minor;
  }

  public boolean isAtLeast(Version other) {
    return compareTo(other) >= 0;
  }

  public boolean isBefore(Version other) {
    return compareTo(other) < 0;
  }

  /**
   * The published version with this PSCI_VERSION value, or empty for a value that was never
   * published.
   */
  public static Optional<Version> decode(int encoded) {
    for (Version version : values()) {
      if (version.encoded() == encoded) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  /**
   * The version written as major.minor, for instance {@code 1.1}.
   *
   * @throws IllegalArgumentException if the text names no published version
   */
  public static Version parse(String text) {
    for (Version version : values()) {
      if (version.toString().equals(text)) {
        return version;
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no PSCI version; known are 0.2, 1.0, 1.1, 1.2 and 1.3");
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
