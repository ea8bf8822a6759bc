// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

/** Several values that a call may return alike, where naming each would say nothing. */
public enum Answers {
  /** Any number: what it has to be shows only beside other answers. */
  ANY_NUMBER("a number"),
  /**
   * Any number that is no error code: of a value that the table of CPU_SUSPEND does not have, but
   * that may stand for something all the same.
   */
  NO_ERROR("0, or a number that is no error code"),
  /** An error of a vendor-specific reset: a PSCI code but NOT_SUPPORTED, or one below -256. */
  VENDOR_ERROR("a PSCI error other than NOT_SUPPORTED, or a value below -256");

  private static final int LOWEST_CODE = -9;
  private static final int VENDOR_CODES_BELOW = -256;
  private static final int NOT_SUPPORTED = -1;

  private final String description;

  Answers(String description) {
    this.description = description;
  }

  public String description() {
    return description;
  }

  /** Whether the lower half of the result register is one of them. */
  public boolean contains(int value) {
    return switch (this) {
      case ANY_NUMBER -> true;
      case NO_ERROR -> value < LOWEST_CODE || value > NOT_SUPPORTED;
      case VENDOR_ERROR ->
          value < VENDOR_CODES_BELOW || (value >= LOWEST_CODE && value < NOT_SUPPORTED);
    };
  }
}
