// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.spec.clause.Answers;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.ReturnCode;

/** States when the arguments of a call are wrong for certain: nothing but errors may come of it. */
class ErrorsOnlyTest {
  private static final Because WHY = Because.of("CONV-07");

  @ParameterizedTest
  @CsvSource({
    "INVALID_PARAMETERS, true",
    "INVALID_ADDRESS, true",
    "INVALID_PARAMETERS DENIED, true",
    "INVALID_PARAMETERS INVALID_ADDRESS, true",
    "DENIED, false",
    "SUCCESS, false",
    "INVALID_PARAMETERS SUCCESS, false",
    "SUCCESS INVALID_PARAMETERS, false",
    "INVALID_PARAMETERS NOT_SUPPORTED, false"
  })
  void codes(String codes, boolean isWrong) {
    ErrorsOnly seen = new ErrorsOnly();
    for (String code : codes.split(" ", -1)) {
      seen.returns(ReturnCode.valueOf(code), State.COLD_BOOT, WHY);
    }
    assertThat(seen.isWrong()).isEqualTo(isWrong);
  }

  @Test
  void whatElseMayComeOfItIsNoError() {
    ErrorsOnly number = wrong();
    number.returnsNumber(1, State.COLD_BOOT, WHY);
    ErrorsOnly answers = wrong();
    answers.returnsOneOf(Answers.ANY_NUMBER, State.COLD_BOOT, WHY);
    ErrorsOnly gone = wrong();
    gone.leaves(State.COLD_BOOT, WHY);
    ErrorsOnly anything = wrong();
    anything.returnsAnything(State.COLD_BOOT);
    assertThat(new ErrorsOnly[] {number, answers, gone, anything}).noneMatch(ErrorsOnly::isWrong);
  }

  private static ErrorsOnly wrong() {
    ErrorsOnly seen = new ErrorsOnly();
    seen.returns(ReturnCode.INVALID_PARAMETERS, State.COLD_BOOT, WHY);
    assertThat(seen.isWrong()).isTrue();
    return seen;
  }
}
