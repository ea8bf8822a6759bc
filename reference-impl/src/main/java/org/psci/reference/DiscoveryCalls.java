// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.SuspendMode;
import org.psci.spec.vocabulary.Version;

/** What can be asked about the implementation itself. */
final class DiscoveryCalls {
  private static final int SMC64_BIT = 0x4000_0000;
  private static final int OS_INITIATED = 1;
  private static final int EXTENDED_FORMAT = 2;
  private static final int HIBERNATE_OFF = 1;
  private static final int OTHER_SERVICE = 0x0300_0000;
  private static final int SMCCC_1_1 = 0x1_0001;

  private final Hardware hardware;
  private final Configuration configuration;
  private final FunctionTable functions;

  DiscoveryCalls(Hardware hardware, FunctionTable functions) {
    this.hardware = hardware;
    this.configuration = hardware.configuration;
    this.functions = functions;
  }

  long version(Core caller) {
    int encoded = configuration.version().encoded();
    if (hardware.has(Bug.VERSION_OF_CORE) && caller.index != 0) {
      return Version.V1_0.encoded();
    }
    if (hardware.has(Bug.VERSION_BIT_31)) {
      return encoded | Integer.MIN_VALUE;
    }
    return hardware.has(Bug.VERSION_MAJOR_MINOR_SWAPPED)
        ? Integer.rotateLeft(encoded, 16)
        : encoded;
  }

  long smcccVersion() {
    return configuration.has(Choice.HAS_SMCCC_VERSION)
        ? SMCCC_1_1
        : ReturnCode.NOT_SUPPORTED.value();
  }

  long features(CallInProgress call, SuspendMode mode) {
    int asked = call.word(1);
    if (call.x[1] >>> 32 != 0 && hardware.has(Bug.FEATURES_ID_OF_64_BITS)) {
      return ReturnCode.NOT_SUPPORTED.value();
    }
    if ((asked & OTHER_SERVICE) != 0 && hardware.has(Bug.FEATURES_OTHER_SERVICES)) {
      return ReturnCode.SUCCESS.value();
    }
    int id = hardware.has(Bug.FEATURES_IGNORES_CC_BIT) ? asked & ~SMC64_BIT : asked;
    if (id == PsciFunction.SMCCC_VERSION) {
      boolean reported =
          configuration.has(Choice.REPORTS_SMCCC_VERSION)
              && !hardware.has(Bug.FEATURES_SMCCC_VERSION_ABSENT);
      return reported ? 0 : ReturnCode.NOT_SUPPORTED.value();
    }
    boolean hidden =
        (id & SMC64_BIT) != 0
            && (hardware.has(Bug.FEATURES_64BIT_CAP_MISSING)
                || (hardware.isAArch32() && !configuration.has(Choice.REPORTS_SMC64_TO_AARCH32)));
    PsciFunction function = functions.withId(id);
    if (function == PsciFunction.SYSTEM_OFF2 && hardware.has(Bug.SYSOFF2_REPORTED_TOO_EARLY)) {
      return HIBERNATE_OFF;
    }
    if (function == PsciFunction.SYSTEM_OFF2 && hardware.has(Bug.SYSOFF2_ABSENT_SERVED)) {
      return ReturnCode.NOT_SUPPORTED.value();
    }
    if (function == null || !functions.isThere(function) || hidden) {
      return ReturnCode.NOT_SUPPORTED.value();
    }
    return switch (function) {
      case CPU_SUSPEND ->
          hardware.has(Bug.FEATURES_FLAGS_OF_WIDE_ID) && (id & SMC64_BIT) != 0
              ? 0
              : suspendFlags(mode);
      case SYSTEM_OFF2 -> hardware.has(Bug.SYSOFF2_NO_FEATURE_FLAG) ? 0 : HIBERNATE_OFF;
      case SYSTEM_RESET2 -> hardware.has(Bug.SYSRESET2_FEATURE_FLAG) ? 1 : 0;
      default -> 0;
    };
  }

  private int suspendFlags(SuspendMode mode) {
    boolean extended = configuration.format() == PowerStateFormat.EXTENDED_STATE_ID;
    if (hardware.has(Bug.FEATURES_FLAGS_VARY) && mode == SuspendMode.OS_INITIATED) {
      extended = !extended;
    }
    boolean osInitiated =
        configuration.has(Choice.OS_INITIATED) || hardware.has(Bug.FEATURES_OSI_BIT_INCONSISTENT);
    return (extended != hardware.has(Bug.FEATURES_FORMAT_BIT_INCONSISTENT) ? EXTENDED_FORMAT : 0)
        | (osInitiated ? OS_INITIATED : 0);
  }
}
