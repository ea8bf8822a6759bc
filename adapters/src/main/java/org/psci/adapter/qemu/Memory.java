// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

/**
 * The RAM of a board, and the part of it that is the mailbox.
 *
 * @param base physical address of its first byte
 * @param size in bytes
 * @param mailbox physical address of the mailbox, clear of images and of the device tree
 * @param mailboxSize in bytes
 */
record Memory(long base, long size, long mailbox, long mailboxSize) {

  /**
   * @throws IllegalArgumentException if the mailbox does not lie in RAM
   */
  Memory {
    if (mailbox < base || mailbox + mailboxSize > base + size) {
      throw new IllegalArgumentException("the mailbox does not lie in RAM");
    }
  }

  long mailboxOffset() {
    return mailbox - base;
  }
}
