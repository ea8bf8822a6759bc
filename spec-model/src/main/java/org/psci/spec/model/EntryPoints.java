// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

/**
 * The addresses at which started cores can enter: a row of slots, so that the slot tells which
 * request a core came in by.
 *
 * @param base address of the first slot
 * @param stride distance of two slots in bytes, a multiple of 4
 * @param count number of slots
 */
public record EntryPoints(long base, int stride, int count) {

  /**
   * @throws IllegalArgumentException if there is no slot, or if a slot would not be aligned for A64
   */
  public EntryPoints {
    if (count < 1) {
      throw new IllegalArgumentException("at least one entry point is needed, not " + count);
    }
    if (stride < 4 || stride % 4 != 0 || base % 4 != 0) {
      throw new IllegalArgumentException(
          String.format(
              "entry points are multiples of 4; base is 0x%x and the stride %d", base, stride));
    }
  }

  /**
   * The address of a slot.
   *
   * @throws IndexOutOfBoundsException if there is no such slot
   */
  public long address(int slot) {
    if (slot < 0 || slot >= count) {
      throw new IndexOutOfBoundsException("slot " + slot + " of " + count);
    }
    return base + (long) slot * stride;
  }

  /** The slot at exactly this address, or -1. */
  public int slotAt(long address) {
    long offset = address - base;
    return offset >= 0 && offset < (long) stride * count && offset % stride == 0
        ? (int) (offset / stride)
        : -1;
  }

  /** Whether the implementation has no reason to refuse this address. */
  public boolean isUsable(long address) {
    return slotAt(address) >= 0;
  }
}
