// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import org.psci.spec.vocabulary.MigrateInfoType;
import org.psci.spec.vocabulary.ReturnCode;

/** The calls about a uniprocessor trusted OS: where it is, and that it may go elsewhere. */
final class MigrateCalls {
  private static final long MPIDR_RES1 = 1L << 31;

  private final Hardware hardware;
  private final ResidentOs trustedOs;
  private int residence;

  MigrateCalls(Hardware hardware) {
    this.hardware = hardware;
    this.trustedOs = hardware.configuration.trustedOs();
    this.residence = trustedOs.core();
  }

  /** Whether this core cannot be turned off because of the trusted OS. */
  boolean isResidentOn(Core core) {
    return trustedOs.isUniprocessor() && core.index == residence;
  }

  long migrate(Core caller, CallInProgress call) {
    if (trustedOs.type() == MigrateInfoType.UNIPROCESSOR_FIXED) {
      return ReturnCode.DENIED.value();
    }
    if (!isResidentOn(caller) && !hardware.has(Bug.MIGRATE_FROM_ANYWHERE)) {
      return ReturnCode.NOT_PRESENT.value();
    }
    Core target = hardware.find(call.argument(1));
    if (target == null) {
      boolean wrong = hardware.has(Bug.MIGRATE_BAD_TARGET_CODE);
      return (wrong ? ReturnCode.INTERNAL_FAILURE : ReturnCode.INVALID_PARAMETERS).value();
    }
    if (target.power == Core.Power.OFF) {
      return ReturnCode.INTERNAL_FAILURE.value();
    }
    residence = hardware.has(Bug.MIGRATE_LEAVES_IT) ? residence : target.index;
    return ReturnCode.SUCCESS.value();
  }

  /** What MIGRATE says where it is not there. */
  long absent() {
    return (hardware.has(Bug.MIGRATE_TYPE2_SUCCESS) && !trustedOs.isUniprocessor()
            ? ReturnCode.SUCCESS
            : ReturnCode.NOT_SUPPORTED)
        .value();
  }

  long infoType(Core caller) {
    boolean hidden = hardware.has(Bug.MIGRATE_TYPE_OF_CORE) && caller.index != 0;
    return hidden ? ReturnCode.NOT_SUPPORTED.value() : trustedOs.type().value();
  }

  /** The core of the trusted OS; without one the value means nothing. */
  long infoUpCpu(Core caller) {
    if (hardware.has(Bug.MIGRATE_INFO_AT_HOME) && !isResidentOn(caller)) {
      return ReturnCode.NOT_SUPPORTED.value();
    }
    if (hardware.has(Bug.MIGRATE_INFO_REGISTER)) {
      return hardware.cores[residence].mpidr.value() | MPIDR_RES1;
    }
    return trustedOs.isUniprocessor() ? hardware.cores[residence].mpidr.value() : 0;
  }
}
