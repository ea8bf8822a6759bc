// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.serial;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.psci.adapter.agent.mailbox.Layout;
import org.psci.adapter.link.Frame;

/**
 * What the agent says of itself without being asked.
 *
 * @param tag number of the announcement
 * @param reason why it is made
 * @param core who makes it
 * @param bootId differs, very likely, from that of any other boot
 * @param acceptedSeq sequence number of the last command that it took up
 * @param program index of the program that is running
 */
record Announcement(int tag, Reason reason, int core, long bootId, int acceptedSeq, int program) {
  private static final int SIZE = 24;
  private static final int ACCEPTED_SEQ = 12;
  private static final int PROGRAM = 16;

  /** Why the agent makes itself heard; in the order of their numbers. */
  enum Reason {
    /** It waits for a command. */
    IDLE,
    /** A core has ended the batch. */
    STOPPED,
    /** A core makes a call after which nobody may be left to say anything. */
    LEAVING,
    /** That call has come back, or the core has come in. */
    BACK
  }

  /** The announcement in a frame; empty if it makes no sense. */
  static Optional<Announcement> of(Frame frame) {
    int reason = frame.offset() & 0xff;
    int core = frame.offset() >>> 8;
    if (frame.length() != SIZE || reason >= Reason.values().length || core > Layout.STRANGER) {
      return Optional.empty();
    }
    ByteBuffer data = ByteBuffer.wrap(frame.data()).order(ByteOrder.LITTLE_ENDIAN);
    return Optional.of(
        new Announcement(
            frame.tag(),
            Reason.values()[reason],
            core,
            data.getLong(0),
            data.getInt(ACCEPTED_SEQ),
            data.getInt(PROGRAM)));
  }
}
