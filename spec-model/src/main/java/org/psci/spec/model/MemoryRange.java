// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

/**
 * Memory that MEM_PROTECT protects (5.14, 5.15): volatile memory that callers can reach.
 *
 * @param base its first address
 * @param length its size in bytes, at least 1
 */
public record MemoryRange(long base, long length) {

  /**
   * @throws IllegalArgumentException if it is empty or goes beyond the last address
   */
  public MemoryRange {
    if (length == 0 || Long.compareUnsigned(base + length - 1, base) < 0) {
      throw new IllegalArgumentException(
          String.format("no memory: base 0x%x, length 0x%x", base, length));
    }
  }

  /** Whether all of these bytes are in it; there must be at least one, and no wrap round. */
  public boolean contains(long first, long last) {
    return Long.compareUnsigned(first, base) >= 0
        && Long.compareUnsigned(last, base + length - 1) <= 0;
  }
}
