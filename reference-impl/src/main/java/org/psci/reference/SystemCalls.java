// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import org.jspecify.annotations.Nullable;
import org.psci.spec.vocabulary.ReturnCode;

/** The calls that end the machine. */
final class SystemCalls {
  private static final int WARM_RESET = 0;
  private static final int HIBERNATE_BY_DEFAULT = 0;
  private static final int HIBERNATE_OFF = 1;

  private final Hardware hardware;
  private final CoreCalls cores;
  private @Nullable PowerEvent powerEvent;

  SystemCalls(Hardware hardware, CoreCalls cores) {
    this.hardware = hardware;
    this.cores = cores;
  }

  /** What has become of the machine as a whole, or null while it runs. */
  @Nullable PowerEvent powerEvent() {
    return powerEvent;
  }

  private long stop(PowerEvent event) {
    powerEvent = event;
    return 0;
  }

  long systemOff(Core caller) {
    if (hardware.has(Bug.SYSTEM_OFF_RETURNS)) {
      return 0;
    }
    if (hardware.has(Bug.SYSOFF_FROM_SECONDARY_STOPS_ONLY_IT) && caller.index != 0) {
      cores.turnOff(caller);
      return 0;
    }
    if (hardware.has(Bug.SYSEVENT_CRASH)) {
      for (Core core : hardware.cores) {
        core.call = null; // whoever held the machine is gone, which looks just the same
      }
    }
    return stop(PowerEvent.OFF);
  }

  long systemReset() {
    return stop(hardware.has(Bug.SYSRESET_POWERS_OFF) ? PowerEvent.OFF : PowerEvent.RESET);
  }

  long systemReset2(CallInProgress call) {
    int type = call.word(1);
    boolean refused =
        (hardware.has(Bug.SYSRESET2_COOKIE_CHECKED) && call.argument(2) != 0)
            || (hardware.has(Bug.SYSRESET2_TYPE_OF_64_BITS) && call.argument(1) != type);
    if (refused && type == WARM_RESET) {
      return ReturnCode.INVALID_PARAMETERS.value();
    }
    if (type < 0 && hardware.has(Bug.SYSRESET2_VENDOR_SUCCESS)) {
      return ReturnCode.SUCCESS.value();
    }
    boolean known =
        type == WARM_RESET
            || (type < 0 && hardware.configuration.has(Choice.VENDOR_RESETS))
            || (type > 0 && hardware.has(Bug.SYSRESET2_RESERVED_TYPE_ACCEPTED));
    return known ? stop(PowerEvent.RESET) : ReturnCode.INVALID_PARAMETERS.value();
  }

  long systemOff2(Core caller, CallInProgress call) {
    int type = call.word(1);
    if (hardware.has(Bug.SYSOFF2_BOOT_CORE_ONLY) && caller.index != 0) {
      return ReturnCode.DENIED.value();
    }
    boolean known =
        type == HIBERNATE_OFF
            || (type == HIBERNATE_BY_DEFAULT
                && hardware.configuration.has(Choice.HIBERNATES_BY_DEFAULT));
    if (!known || (call.argument(2) != 0 && !hardware.has(Bug.SYSOFF2_COOKIE_IGNORED))) {
      return ReturnCode.INVALID_PARAMETERS.value();
    }
    if (hardware.has(Bug.SYSOFF2_RETURNS)) {
      return ReturnCode.SUCCESS.value();
    }
    boolean plain = type != HIBERNATE_OFF && hardware.has(Bug.SYSOFF2_DEFAULT_POWERS_OFF);
    return stop(plain ? PowerEvent.OFF : PowerEvent.HIBERNATED);
  }
}
