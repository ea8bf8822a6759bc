// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.Optional;
import org.psci.spec.model.Call;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * The open points about junk above a parameter of 32 bits (AMB-36, AMB-37, AMB-38). It does not
 * matter.
 *
 * @param ignored why the call may do what it would do without
 */
record UpperHalves(Because ignored) {
  private static final UpperHalves COOKIE = of("AMB-36", "CONV-03");
  private static final UpperHalves OFF_TYPE = of("AMB-37", "CONV-02");
  private static final UpperHalves LEVEL = of("AMB-38", "AFF-12");
  private static final UpperHalves FUNCTION = of("AMB-38", "FEAT-12");
  private static final UpperHalves RESET_TYPE = of("AMB-38", "RST2-09");
  private static final UpperHalves WORD = of("AMB-38", "CONV-02");
  private static final int X1 = 2;
  private static final int X2 = 4;

  private static UpperHalves of(String open, String rule) {
    return new UpperHalves(Because.of(rule).under(open, "A"));
  }

  /** The open point that the junk of a call touches, if it has such junk. */
  static Optional<UpperHalves> of(Call call) {
    int junk = Specification.junkRegisters(call) & (X1 | X2);
    Optional<PsciFunction> function = PsciFunction.of(call.functionId());
    if (junk == 0 || function.isEmpty()) {
      return Optional.empty();
    }
    if (call.width() == CallWidth.SMC32) {
      return switch (function.get()) {
        case PSCI_FEATURES -> touches(junk, X1, FUNCTION);
        case SYSTEM_OFF2 -> touches(junk, X2, COOKIE);
        default -> Optional.empty();
      };
    }
    return switch (function.get()) {
      case SYSTEM_OFF2 -> touches(junk, X1, OFF_TYPE);
      case SYSTEM_RESET2 -> touches(junk, X1, RESET_TYPE);
      case CPU_SUSPEND -> touches(junk, X1, WORD);
      case AFFINITY_INFO -> touches(junk, X2, LEVEL);
      case NODE_HW_STATE, PSCI_STAT_RESIDENCY, PSCI_STAT_COUNT -> touches(junk, X2, WORD);
      default -> Optional.empty();
    };
  }

  private static Optional<UpperHalves> touches(int junk, int register, UpperHalves open) {
    return (junk & register) == 0 ? Optional.empty() : Optional.of(open);
  }
}
