// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import org.jspecify.annotations.Nullable;
import org.psci.spec.vocabulary.ReturnCode;

/** The calls that end the machine. */
final class SystemCalls {
  private static final int WARM_RESET = 0;
  private static final int HIBERNATE_BY_DEFAULT = 0;
  private static final int HIBERNATE_OFF = 1;

  private final Platform platform;
  private final CoreCalls cores;
  private @Nullable PowerEvent powerEvent;

  SystemCalls(Platform platform, CoreCalls cores) {
    this.platform = platform;
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
    if (platform.has(Bug.SYSTEM_OFF_RETURNS)) {
      return 0;
    }
    if (platform.has(Bug.SYSOFF_FROM_SECONDARY_STOPS_ONLY_IT) && caller.index != 0) {
      cores.turnOff(caller);
      return 0;
    }
    if (platform.has(Bug.SYSEVENT_CRASH)) {
      for (Core core : platform.cores) {
        core.call = null; // whoever held the machine is gone, which looks just the same
      }
    }
    return stop(PowerEvent.OFF);
  }

  long systemReset() {
    return stop(platform.has(Bug.SYSRESET_POWERS_OFF) ? PowerEvent.OFF : PowerEvent.RESET);
  }

  long systemReset2(CallInProgress call) {
    int type = call.word(1);
    boolean known =
        type == WARM_RESET
            || (type < 0 && platform.configuration.has(Choice.VENDOR_RESETS))
            || (type > 0 && platform.has(Bug.SYSRESET2_RESERVED_TYPE_ACCEPTED));
    return known ? stop(PowerEvent.RESET) : ReturnCode.INVALID_PARAMETERS.value();
  }

  long systemOff2(CallInProgress call) {
    int type = call.word(1);
    boolean known =
        type == HIBERNATE_OFF
            || (type == HIBERNATE_BY_DEFAULT
                && platform.configuration.has(Choice.HIBERNATES_BY_DEFAULT));
    return known && call.argument(2) == 0
        ? stop(PowerEvent.HIBERNATED)
        : ReturnCode.INVALID_PARAMETERS.value();
  }
}
