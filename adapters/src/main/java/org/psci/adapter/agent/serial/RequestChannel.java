// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.serial;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.psci.adapter.link.Frame;
import org.psci.adapter.link.FrameLine;

/**
 * Requests to the agent over a line, each repeated until it is answered, and announcements that
 * come meanwhile. How long an answer may take is learnt from those that came.
 */
final class RequestChannel {
  /** After so many tries a shorter request may do better. */
  private static final int TRIES = 3;

  private static final long LEAST_WAIT = 150_000_000;
  private static final long MOST_WAIT = 3_000_000_000L;

  /** When something has come and then nothing for so long, it was all there is. */
  private static final long LEAST_PAUSE = 20_000_000;

  private static final long POLL = 5_000_000;

  /** How much longer than usual an answer may take before the request is repeated. */
  private static final int FACTOR = 4;

  private final FrameLine line;
  private final Deque<Frame> announcements = new ArrayDeque<>();
  private long usual = LEAST_WAIT / FACTOR;
  private int tag;

  RequestChannel(FrameLine line) {
    this.line = line;
  }

  /** The next announcement; null if there is none. */
  @Nullable Frame announcement() {
    Frame kept = announcements.poll();
    if (kept != null) {
      return kept;
    }
    Frame frame = line.receive(0);
    while (frame != null && !isAnnouncement(frame)) {
      frame = line.receive(0); // an answer that came too late
    }
    return frame;
  }

  private static boolean isAnnouncement(Frame frame) {
    return frame.kind() == Frame.Kind.HERE || frame.kind() == Frame.Kind.ALIVE;
  }

  /** Whether an announcement of this kind is waiting. */
  boolean isOvertaken(Predicate<Frame> overtakes) {
    return announcements.stream().anyMatch(overtakes);
  }

  void go(int announcement) {
    line.send(Frame.without(Frame.Kind.GO, announcement, 0, 0));
  }

  /** Asks for a range; null if no answer comes, or an announcement that overtakes it. */
  byte @Nullable [] read(int offset, int length, Predicate<Frame> overtakes) {
    Frame request = Frame.without(Frame.Kind.READ, nextTag(), offset, length);
    Frame answer = exchange(request, Frame.Kind.DATA, overtakes);
    return answer == null || answer.kind() != Frame.Kind.DATA ? null : answer.data();
  }

  /** Writes a range. Whether the agent has it, or has made an announcement that overtakes that. */
  boolean write(int offset, byte[] data, Predicate<Frame> overtakes) {
    Frame request = Frame.with(Frame.Kind.WRITE, nextTag(), offset, data);
    return exchange(request, Frame.Kind.KEPT, overtakes) != null;
  }

  private int nextTag() {
    tag = tag + 1 & 0xffff;
    return tag;
  }

  private @Nullable Frame exchange(Frame request, Frame.Kind answer, Predicate<Frame> overtakes) {
    long wait = Math.max(LEAST_WAIT, FACTOR * usual);
    for (int tries = 0; tries < TRIES && line.end().isEmpty(); tries++) {
      long begin = System.nanoTime();
      line.send(request);
      Frame frame = await(request, answer, overtakes, wait);
      if (frame != null) {
        if (tries == 0) {
          usual = (7 * usual + System.nanoTime() - begin) / 8;
        }
        return frame;
      }
      wait = Math.min(MOST_WAIT, 2 * wait);
    }
    return null;
  }

  private @Nullable Frame await(
      Frame request, Frame.Kind answer, Predicate<Frame> overtakes, long wait) {
    long begin = System.nanoTime();
    long now = begin;
    long bytes = line.bytes();
    // A slow line is still bringing the answer: but not for ever, it may be bringing something
    // else.
    while (now - begin < wait || (line.quietNanos() < LEAST_PAUSE && now - begin < 4 * wait)) {
      Frame frame = line.receive(POLL);
      if (frame == null
          && line.bytes() != bytes
          && line.quietNanos() > Math.max(LEAST_PAUSE, 2 * usual)) {
        return null; // an answer came, but not as it was sent
      }
      if (frame != null) {
        if (frame.kind() == answer
            && frame.tag() == request.tag()
            && frame.offset() == request.offset()
            && (answer != Frame.Kind.DATA || frame.length() == request.length())) {
          return frame;
        }
        if (isAnnouncement(frame)) {
          announcements.add(frame);
          if (overtakes.test(frame)) {
            return frame;
          }
        }
      }
      now = System.nanoTime();
    }
    return null;
  }
}
