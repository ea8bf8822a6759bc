// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import org.psci.spec.vocabulary.ReturnCode;

/** MEM_PROTECT and MEM_PROTECT_CHECK_RANGE: whether memory is overwritten at a reset. */
final class MemoryProtection {
  private final Hardware hardware;

  /** Off at each boot. */
  private boolean enabled;

  MemoryProtection(Hardware hardware) {
    this.hardware = hardware;
    this.enabled = hardware.has(Bug.MEMPROTECT_ON_AT_BOOT);
  }

  /** Switches it, and returns how it was before. */
  long memProtect(CallInProgress call) {
    long before = enabled ? 1 : 0;
    enabled = call.word(1) != 0;
    return hardware.has(Bug.MEMPROTECT_RETURNS_NEW) ? (enabled ? 1 : 0) : before;
  }

  /** Whether all of a range is memory; one that wraps round is not. */
  long checkRange(CallInProgress call) {
    long base = call.argument(1);
    long length = call.argument(2);
    if (length == 0) {
      boolean accepted =
          hardware.configuration.has(Choice.ACCEPTS_EMPTY_RANGE)
              || hardware.has(Bug.MEMCHK_ZERO_LENGTH);
      return (accepted ? ReturnCode.SUCCESS : ReturnCode.DENIED).value();
    }
    long last = base + length - 1;
    boolean within =
        Long.compareUnsigned(base, last) <= 0
            && (Long.compareUnsigned(base, hardware.memoryStart) >= 0
                || hardware.has(Bug.MEMCHK_DEVICES))
            && (Long.compareUnsigned(last, hardware.memoryEnd) < 0
                || hardware.has(Bug.MEMCHK_END_UNCHECKED));
    return (within ? ReturnCode.SUCCESS : ReturnCode.DENIED).value();
  }
}
