// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.serial;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.psci.adapter.agent.mailbox.Layout;
import org.psci.adapter.agent.mailbox.Mailbox;
import org.psci.adapter.agent.mailbox.Transport;
import org.psci.adapter.agent.serial.Announcement.Reason;
import org.psci.adapter.link.Frame;
import org.psci.adapter.link.FrameLine;

/**
 * Keeps a copy of the mailbox of an agent at the other end of a serial line. The agent listens only
 * while it waits for a command, when a core has ended a batch, and before calls that may be the
 * last thing that it does; then it announces itself, and the host fetches what is new.
 */
public final class SerialTransport implements Transport {
  /** What the agent takes with one frame, and sends with one. */
  private static final int MOST_WRITTEN = 512;

  private static final int MOST_READ = 1024;
  private static final int LEAST_AT_ONCE = 64;

  /** So often in a row may the shortest requests fail. */
  private static final int MOST_FAILURES = 8;

  /** What is written is noted in pieces of this size. */
  private static final int GRANULE = 8;

  /** Shorter gaps between ranges are sent along. */
  private static final int GAP = 4;

  /** Records at the end of a log that may have changed since they were fetched. */
  private static final int UNFINISHED = 3;

  private static final int BOOT_SIZE = 0x70;

  /** Longer than a core that lives goes without a heartbeat. */
  private static final long HEARTBEAT_NANOS = 150_000_000;

  private final FrameLine line;
  private final RequestChannel requests;
  private final ByteBuffer memory;
  private final Mailbox mailbox;
  private final BitSet written = new BitSet();
  private final int[] fetched = new int[Layout.STRANGER + 1];
  private int atOnce = MOST_READ;
  private int failures;
  private long bootId;
  private boolean booted;
  private int handled = -1;
  private int still = -1;
  private boolean reset;
  private @Nullable String failure;

  /**
   * @param line to the agent
   * @param size of its mailbox in bytes
   */
  public SerialTransport(FrameLine line, int size) {
    this.line = line;
    this.requests = new RequestChannel(line);
    this.memory = ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
    this.mailbox = new Mailbox(memory, this);
  }

  /** The host's copy. */
  public Mailbox mailbox() {
    return mailbox;
  }

  /** Whether the agent has booted once more. */
  public boolean wasReset() {
    return reset;
  }

  /** Why the agent cannot be reached any more, for people. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void written(int offset, int length) {
    written.set(offset / GRANULE, (offset + length + GRANULE - 1) / GRANULE);
  }

  @Override
  public void send() {
    still = -1;
    int command = Layout.Command.SEQ / GRANULE;
    boolean commanded = written.get(command);
    written.clear(command);
    for (int[] range : ranges()) {
      if (!write(range[0], range[1])) {
        return;
      }
    }
    written.clear();
    if (commanded) {
      Arrays.fill(fetched, 0);
      int seq = memory.getInt(Layout.Command.SEQ);
      byte[] words = copy(Layout.Command.SEQ, GRANULE);
      failures = 0;
      boolean arrived = false;
      while (!arrived) {
        arrived = requests.write(Layout.Command.SEQ, words, frame -> hasAccepted(frame, seq));
        if (!adapt(arrived)) {
          return;
        }
      }
    }
  }

  /** The agent has taken the command up, though its answer was lost. */
  private boolean hasAccepted(Frame frame, int seq) {
    return Announcement.of(frame)
        .filter(a -> a.bootId() != bootId || a.acceptedSeq() == seq)
        .isPresent();
  }

  /** What was written: offsets and lengths. */
  private List<int[]> ranges() {
    List<int[]> ranges = new ArrayList<>();
    int begin = written.nextSetBit(0);
    while (begin >= 0) {
      int end = written.nextClearBit(begin);
      int next = written.nextSetBit(end);
      while (next >= 0 && next - end <= GAP) {
        end = written.nextClearBit(next);
        next = written.nextSetBit(end);
      }
      ranges.add(new int[] {begin * GRANULE, (end - begin) * GRANULE});
      begin = next;
    }
    return ranges;
  }

  private boolean write(int offset, int length) {
    int done = 0;
    failures = 0;
    while (done < length) {
      int some = Math.min(Math.min(atOnce, MOST_WRITTEN), length - done);
      boolean arrived = requests.write(offset + done, copy(offset + done, some), this::isOtherBoot);
      if (arrived) {
        done += some;
      }
      if (!adapt(arrived)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Long frames are more likely to be hit: on a bad line they become shorter. False if not even the
   * shortest ones get through.
   */
  private boolean adapt(boolean arrived) {
    if (arrived) {
      failures = 0;
      atOnce = Math.min(MOST_READ, atOnce + LEAST_AT_ONCE);
      return true;
    }
    if (atOnce == LEAST_AT_ONCE) {
      failures++;
    }
    atOnce = Math.max(LEAST_AT_ONCE, atOnce / 2 & -LEAST_AT_ONCE);
    if (failures > MOST_FAILURES
        || line.end().isPresent()
        || requests.isOvertaken(this::isOtherBoot)) {
      fail();
      return false;
    }
    return true;
  }

  private byte[] copy(int offset, int length) {
    byte[] bytes = new byte[length];
    memory.get(offset, bytes);
    return bytes;
  }

  private void fail() {
    if (failure == null && !reset && !requests.isOvertaken(this::isOtherBoot)) {
      failure =
          line.end()
              .orElse("the agent does not answer on the serial line any more")
              .concat(said(line.text()));
    }
  }

  private static String said(List<String> text) {
    return text.isEmpty() ? "" : "; the last on the line: " + String.join(" | ", text);
  }

  private boolean isOtherBoot(Frame frame) {
    return Announcement.of(frame).filter(a -> a.bootId() != bootId).isPresent();
  }

  @Override
  public void receive() {
    Frame frame = requests.announcement();
    while (frame != null && failure == null && !reset) {
      boolean needsAnswer = frame.kind() == Frame.Kind.HERE;
      Announcement.of(frame).ifPresent(a -> hear(a, needsAnswer));
      frame = requests.announcement();
    }
  }

  private void hear(Announcement announcement, boolean needsAnswer) {
    if (!booted) {
      boot(announcement);
    } else if (announcement.bootId() != bootId) {
      bootAgain(announcement);
    } else if (!needsAnswer) {
      memory.putInt(Layout.Ended.PROGRAM, announcement.program());
      memory.putInt(Layout.Boot.ACCEPTED_SEQ, announcement.acceptedSeq());
      beat(announcement.core());
    } else {
      beat(announcement.core());
      if (announcement.tag() == handled || fetchFor(announcement)) {
        handled = announcement.tag();
        requests.go(handled);
      }
    }
  }

  private void beat(int core) {
    int place = block(core) + Layout.CoreBlock.HEARTBEAT;
    memory.putLong(place, memory.getLong(place) + 1);
  }

  private static int block(int core) {
    return Layout.CoreBlock.FIRST + Layout.CoreBlock.SIZE * core;
  }

  private void boot(Announcement announcement) {
    bootId = announcement.bootId();
    if (fetch(Layout.Command.SEQ, GRANULE) && fetch(0, BOOT_SIZE)) {
      booted = true;
      handled = announcement.tag();
      requests.go(handled);
    }
  }

  /** If memory has survived, so have the logs. */
  private void bootAgain(Announcement announcement) {
    int bootCount = memory.getInt(Layout.Boot.BOOT_COUNT);
    bootId = announcement.bootId();
    ByteBuffer boot = look(0, BOOT_SIZE);
    ByteBuffer before = look(Layout.Before.PROGRAM, BEFORE_SIZE);
    if (boot != null
        && before != null
        && boot.getInt(Layout.Boot.BOOT_COUNT) == bootCount + 1
        && before.getInt(0) != Layout.NO_PROGRAM) {
      memory.putInt(Layout.Ended.PROGRAM, before.getInt(0));
      for (int core = 0; core <= Layout.STRANGER; core++) {
        memory.putInt(
            block(core) + Layout.CoreBlock.LOG_COUNT, before.getInt(Integer.BYTES * (1 + core)));
      }
      fetchLogs();
    }
    reset = true;
  }

  private static final int BEFORE_SIZE = (Integer.BYTES * (2 + Layout.STRANGER) + 7) / 8 * 8;

  private boolean fetchFor(Announcement announcement) {
    Reason reason = announcement.reason();
    boolean done = fetchBlocks();
    if (reason != Reason.BACK) {
      done = done && fetchLogs();
    }
    if (reason == Reason.STOPPED) {
      done = done && lookForSignsOfLife();
    }
    return done
        && fetch(Layout.Ended.WORDS, Layout.Ended.BARE_ELAPSED + Long.BYTES - Layout.Ended.WORDS)
        && fetch(Layout.Boot.ACCEPTED_SEQ & -GRANULE, GRANULE);
  }

  private boolean fetchBlocks() {
    return fetch(Layout.CoreBlock.FIRST, Layout.CoreBlock.SIZE * (Layout.STRANGER + 1));
  }

  private boolean fetchLogs() {
    for (int core = 0; core <= Layout.STRANGER; core++) {
      int place = Layout.Command.LOGS + 2 * Integer.BYTES * core;
      long begin = memory.getInt(place) & 0xffff_ffffL;
      int count = mailbox.logCount(core);
      long end = begin + (long) count * Layout.RECORD_SIZE;
      if (count <= 0 || count > memory.getInt(place + Integer.BYTES) || end > memory.capacity()) {
        continue;
      }
      int first = Math.max(0, Math.min(count, fetched[core]) - UNFINISHED);
      int from = (int) begin + first * Layout.RECORD_SIZE;
      if (!fetch(from, (int) end - from)) {
        return false;
      }
      fetched[core] = count;
    }
    return true;
  }

  /** The cores that run and whose hearts stand still. */
  private boolean lookForSignsOfLife() {
    long[] before = heartbeats();
    LockSupport.parkNanos(HEARTBEAT_NANOS);
    if (!fetchBlocks()) {
      return false;
    }
    long[] after = heartbeats();
    still = 0;
    for (int core = 0; core < Layout.CORES; core++) {
      if (mailbox.isRunning(core) && before[core] == after[core]) {
        still |= 1 << core;
      }
    }
    return true;
  }

  private long[] heartbeats() {
    long[] heartbeats = new long[Layout.CORES];
    for (int core = 0; core < Layout.CORES; core++) {
      heartbeats[core] = mailbox.heartbeat(core);
    }
    return heartbeats;
  }

  @Override
  public int still() {
    return still;
  }

  @Override
  public void fetchDeviceTree() {
    int length = memory.getInt(Layout.Boot.DTB_LENGTH);
    int offset = memory.getInt(Layout.Boot.DTB_OFFSET);
    if (length > 0 && offset > 0 && offset % GRANULE == 0 && offset + length <= Layout.FREE) {
      fetch(offset, (length + GRANULE - 1) & -GRANULE);
    }
  }

  /** Brings a range into the host's copy; false if that cannot be done. */
  private boolean fetch(int offset, int length) {
    ByteBuffer range = look(offset, length);
    if (range == null) {
      return false;
    }
    memory.put(offset, range, 0, length);
    return true;
  }

  private @Nullable ByteBuffer look(int offset, int length) {
    ByteBuffer range = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    Predicate<Frame> otherBoot = this::isOtherBoot;
    failures = 0;
    while (range.hasRemaining()) {
      int some = Math.min(atOnce, range.remaining());
      byte[] bytes = requests.read(offset + range.position(), some, otherBoot);
      if (bytes != null) {
        range.put(bytes);
      }
      if (!adapt(bytes != null)) {
        return null;
      }
    }
    return range;
  }
}
