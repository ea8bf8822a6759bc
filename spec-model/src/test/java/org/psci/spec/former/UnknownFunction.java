// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.former;

import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;

/**
 * An id among those of PSCI that names no function: a number that is not allocated, or the SMC64
 * form of a function that has an SMC32 id only. The answer is NOT_SUPPORTED, and nothing happens.
 */
final class UnknownFunction implements Step {
  private static final int SMC64_FORM = 0x4000_0000;
  private static final int PSCI_IDS = 0x8400_0000;
  private static final int NUMBERS = 0x1f;
  private static final int FIRST_UNALLOCATED = 0x16;
  private static final Because UNALLOCATED = Because.of("CONV-09");
  private static final Because NO_SMC64_FORM = Because.of("CONV-10");

  private static final String SMCCC = "presence of SMCCC_VERSION";
  private static final Because SMCCC_IS_THERE =
      Because.of("FEAT-05").revealing(SMCCC, 1, "FEAT-02");
  private static final Because SMCCC_IS_ABSENT =
      Because.of("FEAT-05").revealing(SMCCC, 0, "FEAT-02");

  /** Whether SMCCC_VERSION has been seen to work; it is no function of PSCI (FEAT-05). */
  static boolean smcccIsThere(Platform platform) {
    return platform.constants().getOrDefault(SMCCC, 0L) == 1;
  }

  /** Why PSCI_FEATURES may report SMCCC_VERSION: then it has to work. */
  static Because reportedSmccc(Because why) {
    return why.revealing(SMCCC, 1, "FEAT-02");
  }

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    if (call.functionId() == PsciFunction.SMCCC_VERSION) {
      outcomes.returnsOneOf(Answers.NO_ERROR, before, SMCCC_IS_THERE);
      outcomes.returns(ReturnCode.NOT_SUPPORTED, before, SMCCC_IS_ABSENT);
      outcomes.returnsAnything(before); // it is not judged, but these two answers tell
      return;
    }
    if ((call.functionId() & ~SMC64_FORM & ~NUMBERS) != PSCI_IDS) {
      outcomes.returnsAnything(before); // another service's id
      return;
    }
    int number = call.functionId() & NUMBERS;
    boolean wideForm = number < FIRST_UNALLOCATED; // the narrow form is a function
    outcomes.returns(ReturnCode.NOT_SUPPORTED, before, wideForm ? NO_SMC64_FORM : UNALLOCATED);
  }
}
