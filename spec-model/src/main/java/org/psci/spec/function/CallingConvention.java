// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Version;

/**
 * Which widths of a function which callers may use (5.2.1). From 1.0 an AArch64 caller may use both
 * and an AArch32 caller the SMC32 one only. In 0.2 five functions wanted the caller's own width.
 */
final class CallingConvention {
  private static final Set<PsciFunction> STRICT_IN_0_2 =
      EnumSet.of(
          PsciFunction.CPU_SUSPEND,
          PsciFunction.CPU_ON,
          PsciFunction.AFFINITY_INFO,
          PsciFunction.MIGRATE,
          PsciFunction.MIGRATE_INFO_UP_CPU);
  private static final Because WIDE_CALL_OF_AARCH32 = Because.of("CONV-04");
  private static final Because MISMATCH_IN_0_2 = Because.of("CONV-05");
  private static final Because WIDE_REFUSED_IN_0_2 = MISMATCH_IN_0_2.under("AMB-03", "A");
  private static final Because NARROW_REFUSED_IN_0_2 = MISMATCH_IN_0_2.under("AMB-04", "A");
  private static final Because WIDE_UNKNOWN_IN_0_2 = MISMATCH_IN_0_2.under("AMB-03", "B");
  private static final Because WIDE_MIGRATE = WIDE_CALL_OF_AARCH32.under("AMB-05", "A");
  private static final Because WIDE_MIGRATE_REFUSED = WIDE_CALL_OF_AARCH32.under("AMB-05", "B");

  private CallingConvention() {}

  /**
   * Permits what the width alone decides.
   *
   * @return where the function itself puts its outcomes, or empty if it has no say any more
   */
  static Optional<Outcomes> decide(
      Platform platform, State before, Call call, PsciFunction function, Outcomes outcomes) {
    boolean wide = call.width() == CallWidth.SMC64;
    boolean wideCaller = call.state() == ExecutionState.AARCH64;
    boolean from10 = platform.version().isAtLeast(Version.V1_0);
    if (from10 || !STRICT_IN_0_2.contains(function)) {
      if (from10 && wide && !wideCaller) {
        boolean isMigrate = function == PsciFunction.MIGRATE;
        if (isMigrate && !platform.absent().contains(function)) {
          outcomes.returns(ReturnCode.NOT_SUPPORTED, before, WIDE_MIGRATE);
          outcomes.returns(ReturnCode.INVALID_PARAMETERS, before, WIDE_MIGRATE_REFUSED);
        } else {
          outcomes.returns(ReturnCode.NOT_SUPPORTED, before, WIDE_CALL_OF_AARCH32);
        }
        return Optional.empty();
      }
      return Optional.of(outcomes);
    }
    if (wide == wideCaller) {
      return Optional.of(outcomes);
    }
    Because refused = wide ? WIDE_REFUSED_IN_0_2 : NARROW_REFUSED_IN_0_2;
    outcomes.returns(ReturnCode.INVALID_PARAMETERS, before, refused);
    if (wide) {
      outcomes.returns(ReturnCode.NOT_SUPPORTED, before, WIDE_UNKNOWN_IN_0_2);
      return Optional.empty();
    }
    return Optional.of(outcomes.under("AMB-04", "B"));
  }
}
