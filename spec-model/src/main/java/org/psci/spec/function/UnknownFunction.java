// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.psci.spec.vocabulary.ReturnCode.NOT_SUPPORTED;

import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Clauses;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * An id among those of PSCI that names no function: a number that is not allocated, or the SMC64
 * form of a function that has an SMC32 id only. The answer is NOT_SUPPORTED, and nothing happens.
 * Ids of other services are not judged; that of SMCCC_VERSION shows whether that function is there.
 */
final class UnknownFunction extends Section<UnknownFunction.Situation> {

  /** What the id is. */
  enum Id {
    /** Of PSCI, with a number that no version defines. */
    NOT_ALLOCATED,
    /** Of PSCI, the SMC64 form of a function that has none. */
    SMC64_FORM,
    SMCCC_VERSION,
    /** Of another service. */
    OTHER
  }

  /** What a call meets. */
  record Situation(Id id) implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      return id.ordinal();
    }
  }

  private static final int BIT_OF_SMC64 = 0x4000_0000;
  private static final int PSCI_IDS = 0x8400_0000;
  private static final int NUMBERS = 0x1f;
  private static final int FIRST_UNALLOCATED = 0x16;
  private static final String SMCCC = "presence of SMCCC_VERSION";

  UnknownFunction() {
    super("unknown-function", Situation.class, UnknownFunction::text);
  }

  private static void text(Clauses<Situation> on) {
    on.refuses(NOT_SUPPORTED)
        .when("the function number is not allocated", s -> s.id == Id.NOT_ALLOCATED)
        .by("CONV-09")
        .within(Implemented.NOT_SERVED);
    on.refuses(NOT_SUPPORTED)
        .when("the id is the SMC64 form of an SMC32-only function", s -> s.id == Id.SMC64_FORM)
        .by("CONV-10")
        .within(Implemented.NOT_SERVED);

    on.mayAnswer(Answers.NO_ERROR)
        .when("the id is that of SMCCC_VERSION, which is there", s -> s.id == Id.SMCCC_VERSION)
        .because(Because.of("FEAT-05").revealing(SMCCC, 1, "FEAT-02"));
    on.mayRefuse(NOT_SUPPORTED)
        .when("the id is that of SMCCC_VERSION, which is absent", s -> s.id == Id.SMCCC_VERSION)
        .because(Because.of("FEAT-05").revealing(SMCCC, 0, "FEAT-02"));
    on.isNotJudged()
        .when("the id is that of SMCCC_VERSION", s -> s.id == Id.SMCCC_VERSION)
        .by("FEAT-05");
    on.isNotJudged().when("the id is one of another service", s -> s.id == Id.OTHER).by("CONV-09");

    on.onlyTheseResults()
        .when("the function number is not allocated", s -> s.id == Id.NOT_ALLOCATED)
        .by("CONV-09");
    on.onlyTheseResults()
        .when("the id is the SMC64 form of an SMC32-only function", s -> s.id == Id.SMC64_FORM)
        .by("CONV-10");
  }

  /** Whether SMCCC_VERSION has been seen to work; it is no function of PSCI (FEAT-05). */
  static boolean smcccIsThere(Platform platform) {
    return platform.constants().getOrDefault(SMCCC, 0L) == 1;
  }

  /** Why PSCI_FEATURES may report SMCCC_VERSION: then it has to work. */
  static Because reportedSmccc(Because why) {
    return why.revealing(SMCCC, 1, "FEAT-02");
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    return new Situation(id(call.functionId()));
  }

  /** What an id is that is not one of a function. */
  static Id id(int functionId) {
    if (functionId == PsciFunction.SMCCC_VERSION) {
      return Id.SMCCC_VERSION;
    }
    if ((functionId & ~BIT_OF_SMC64 & ~NUMBERS) != PSCI_IDS) {
      return Id.OTHER;
    }
    boolean isAllocated = (functionId & NUMBERS) < FIRST_UNALLOCATED; // the SMC32 form
    return isAllocated ? Id.SMC64_FORM : Id.NOT_ALLOCATED;
  }
}
