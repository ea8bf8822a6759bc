// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.ReturnCode;

/**
 * An id among those of PSCI that names no function: a number that is not allocated, or the SMC64
 * form of a function that has an SMC32 id only. The answer is NOT_SUPPORTED, and nothing happens.
 */
final class UnknownFunction implements Step {
  private static final int SMC64_FORM = 0x4000_0000;
  private static final int PSCI_IDS = 0x8400_0000;
  private static final int NUMBERS = 0x1f;
  private static final int LAST_FUNCTION = 0x15;
  private static final Because UNALLOCATED = Because.of("CONV-09");
  private static final Because NO_SMC64_FORM = Because.of("CONV-10");

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    if ((call.functionId() & ~SMC64_FORM & ~NUMBERS) != PSCI_IDS) {
      outcomes.returnsAnything(before); // another service's id
      return;
    }
    int number = call.functionId() & NUMBERS;
    boolean wideForm = (call.functionId() & SMC64_FORM) != 0 && number <= LAST_FUNCTION;
    outcomes.returns(ReturnCode.NOT_SUPPORTED, before, wideForm ? NO_SMC64_FORM : UNALLOCATED);
  }
}
