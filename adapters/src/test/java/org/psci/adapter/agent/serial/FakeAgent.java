// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.serial;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.psci.adapter.agent.mailbox.Layout;
import org.psci.adapter.link.Frame;
import org.psci.adapter.link.FrameReader;
import org.psci.adapter.link.SerialLine;

/** The other end of a serial line: what the agent does there, in Java. */
final class FakeAgent {
  private static final int PIPE = 1 << 16;
  private static final long REPEAT_NANOS = 30_000_000;

  final ByteBuffer memory = ByteBuffer.allocate(0x20000).order(ByteOrder.LITTLE_ENDIAN);
  private final PipedInputStream toAgent = new PipedInputStream(PIPE);
  private final PipedOutputStream fromHost;
  private final PipedInputStream toHost = new PipedInputStream(PIPE);
  private final PipedOutputStream fromAgent;
  private final FrameReader reader = new FrameReader();
  private final List<Integer> commands = new ArrayList<>();
  private long bootId = 0x1234;
  private int announcements;

  FakeAgent() throws IOException {
    fromHost = new PipedOutputStream(toAgent);
    fromAgent = new PipedOutputStream(toHost);
    memory.putLong(Layout.Boot.MAGIC, Layout.MAGIC);
    memory.putInt(Layout.Boot.BOOT_COUNT, 1);
    memory.putInt(Layout.Ended.PROGRAM, Layout.NO_PROGRAM);
  }

  /** The host's end. */
  SerialLine line() {
    return new SerialLine() {
      @Override
      public InputStream input() {
        return toHost;
      }

      @Override
      public OutputStream output() {
        return fromHost;
      }

      @Override
      public String describe() {
        return "pipe";
      }

      @Override
      public void close() throws IOException {
        fromHost.close();
      }
    };
  }

  /** The machine comes up again, with what is in memory. */
  void bootAgain() {
    bootId++;
    announcements = 0;
    memory.putInt(Layout.Boot.BOOT_COUNT, memory.getInt(Layout.Boot.BOOT_COUNT) + 1);
  }

  /** The sequence numbers of the commands that came, each once. */
  List<Integer> commands() {
    return commands;
  }

  void say(String text) throws IOException {
    fromAgent.write(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    fromAgent.flush();
  }

  /** Announces itself and serves the host until it says that it has seen it. */
  void show(Announcement.Reason reason, int core) throws IOException {
    announcements++;
    serve(reason, core, false);
  }

  /** The same until there is a command. */
  void idle() throws IOException {
    announcements++;
    serve(Announcement.Reason.IDLE, 0, true);
  }

  private void serve(Announcement.Reason reason, int core, boolean untilCommand)
      throws IOException {
    int seq = memory.getInt(Layout.Command.SEQ);
    boolean seen = false;
    long announced = System.nanoTime();
    announce(reason, core);
    while (untilCommand ? memory.getInt(Layout.Command.SEQ) == seq : !seen) {
      if (toAgent.available() == 0) {
        if (!seen && System.nanoTime() - announced > REPEAT_NANOS) {
          announce(reason, core);
          announced = System.nanoTime();
        }
        LockSupport.parkNanos(100_000);
        continue;
      }
      Frame frame = reader.take((byte) toAgent.read());
      if (frame != null) {
        announced = System.nanoTime();
        seen |= frame.kind() == Frame.Kind.GO && frame.tag() == announcements;
        answer(frame);
      }
    }
    if (untilCommand) {
      commands.add(memory.getInt(Layout.Command.SEQ));
      memory.putInt(Layout.Boot.ACCEPTED_SEQ, memory.getInt(Layout.Command.SEQ));
    }
  }

  private void answer(Frame frame) throws IOException {
    if (frame.kind() == Frame.Kind.READ) {
      byte[] data = new byte[frame.length()];
      memory.get(frame.offset(), data);
      send(Frame.with(Frame.Kind.DATA, frame.tag(), frame.offset(), data));
    } else if (frame.kind() == Frame.Kind.WRITE) {
      memory.put(frame.offset(), frame.data());
      send(Frame.without(Frame.Kind.KEPT, frame.tag(), frame.offset(), 0));
    }
  }

  private void announce(Announcement.Reason reason, int core) throws IOException {
    ByteBuffer data = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    data.putLong(bootId).putInt(memory.getInt(Layout.Boot.BOOT_COUNT));
    data.putInt(memory.getInt(Layout.Boot.ACCEPTED_SEQ));
    data.putInt(memory.getInt(Layout.Ended.PROGRAM));
    int offset = core << 8 | reason.ordinal();
    send(Frame.with(Frame.Kind.HERE, announcements, offset, data.array()));
  }

  private void send(Frame frame) throws IOException {
    fromAgent.write(frame.text());
    fromAgent.flush();
  }

  /** Nothing comes from it any more. */
  void hangUp() throws IOException {
    fromAgent.close();
  }
}
