// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

import java.util.Optional;

/** The return codes of PSCI (DEN0022F.b, Table 5). Nothing below -9 is defined. */
public enum ReturnCode {
  SUCCESS(0),
  NOT_SUPPORTED(-1),
  INVALID_PARAMETERS(-2),
  DENIED(-3),
  ALREADY_ON(-4),
  ON_PENDING(-5),
  INTERNAL_FAILURE(-6),
  NOT_PRESENT(-7),
  DISABLED(-8),
  INVALID_ADDRESS(-9);

  private final int value;

  ReturnCode(int value) {
    this.value = value;
  }

  public int value() {
    return value;
  }

  public static Optional<ReturnCode> of(int value) {
    return value <= 0 && value > -values().length
        ? Optional.of(values()[-value])
        : Optional.empty();
  }
}
