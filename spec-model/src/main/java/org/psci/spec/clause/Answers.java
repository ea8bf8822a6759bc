// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.clause;

/** Several values that a call may return alike, where naming each would say nothing. */
public enum Answers {
  /** Any number: what it has to be shows only beside other answers. */
  ANY_NUMBER("a number"),
  /** A number without a sign that is none of the codes either. */
  NO_CODE("a number that is no error code"),
  /** Any number above 0, which is neither SUCCESS nor an error. */
  ABOVE_0("a number above 0"),
  /** What PSCI_VERSION returns in any version that was published. */
  PUBLISHED_VERSION("0x2, 0x10000, 0x10001, 0x10002 or 0x10003"),
  /** Any number that is no error. */
  NO_ERROR("a number that is no error"),
  /** What AFFINITY_INFO says of something that exists. */
  AFFINITY_STATE("ON, OFF or ON_PENDING"),
  /** Any number but DENIED, where a clause of its own says that it is not denied. */
  NO_DENIAL("any number but DENIED"),
  /** Any number below 0: what an implementation may say that keeps a refusal, but not its code. */
  ANY_ERROR("any error"),
  /** What a call gets whose arguments are not right. */
  ARGUMENT_ERROR("an error in the arguments"),
  /** An error of a vendor-specific reset: a PSCI code but NOT_SUPPORTED, or one below -256. */
  VENDOR_ERROR("a PSCI error other than NOT_SUPPORTED, or a value below -256");

  private static final int LOWEST_CODE = -9;
  private static final int HIGHEST_AFFINITY_STATE = 2;
  private static final int VERSION_0_2 = 0x2;
  private static final int VERSION_1_0 = 0x1_0000;
  private static final int VERSION_1_3 = 0x1_0003;
  private static final int VENDOR_CODES_BELOW = -256;
  private static final int NOT_SUPPORTED = -1;
  private static final int INVALID_PARAMETERS = -2;
  private static final int DENIED = -3;
  private static final int INVALID_ADDRESS = LOWEST_CODE;

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
      case NO_CODE -> value < LOWEST_CODE || value > NOT_SUPPORTED;
      case ABOVE_0 -> value > 0;
      case PUBLISHED_VERSION ->
          value == VERSION_0_2 || (value >= VERSION_1_0 && value <= VERSION_1_3);
      case NO_ERROR -> value >= 0;
      case AFFINITY_STATE -> value >= 0 && value <= HIGHEST_AFFINITY_STATE;
      case NO_DENIAL -> value != DENIED;
      case ANY_ERROR -> value < 0;
      case ARGUMENT_ERROR ->
          value == INVALID_PARAMETERS || value == DENIED || value == INVALID_ADDRESS;
      case VENDOR_ERROR ->
          value < VENDOR_CODES_BELOW || (value >= LOWEST_CODE && value < NOT_SUPPORTED);
    };
  }
}
