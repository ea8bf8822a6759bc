// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.link;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Frames over a line. Nobody who sends or takes a frame waits for the line: two threads do, and
 * what does not fit in is dropped as if the line had lost it.
 */
public final class FrameLine implements Closeable {
  private static final int MOST_WAITING = 256;
  private static final int BUFFER = 8192;

  private final SerialLine line;
  private final FrameReader reader = new FrameReader();
  private final BlockingQueue<Frame> received = new LinkedBlockingQueue<>(MOST_WAITING);
  private final BlockingQueue<Frame> toSend = new LinkedBlockingQueue<>(MOST_WAITING);
  private volatile long lastByte = System.nanoTime();
  private final AtomicLong bytes = new AtomicLong();
  private volatile @Nullable String end;
  private volatile boolean closed;

  private FrameLine(SerialLine line) {
    this.line = line;
  }

  /** Frames over this line from now on. It is closed with this. */
  public static FrameLine over(SerialLine line) {
    FrameLine frames = new FrameLine(line);
    frames.thread("line-in", frames::listen);
    frames.thread("line-out", frames::speak);
    return frames;
  }

  private void thread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void listen() {
    byte[] buffer = new byte[BUFFER];
    try (InputStream input = line.input()) {
      for (int count = input.read(buffer); count >= 0 && !closed; count = input.read(buffer)) {
        if (count > 0) {
          lastByte = System.nanoTime();
          bytes.addAndGet(count);
        }
        for (int index = 0; index < count; index++) {
          Frame frame = reader.take(buffer[index]);
          if (frame != null) {
            received.offer(frame);
          }
        }
      }
      end = "the other side has closed " + line.describe();
    } catch (IOException e) {
      end = line.describe() + " cannot be read: " + e.getMessage();
    }
  }

  private void speak() {
    try {
      OutputStream output = line.output();
      while (!closed) {
        Frame frame = toSend.poll(1, TimeUnit.SECONDS);
        if (frame != null) {
          output.write(frame.text());
          output.flush();
        }
      }
    } catch (IOException e) {
      end = "nothing can be sent to " + line.describe() + ": " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends a frame as soon as the line takes it. */
  public void send(Frame frame) {
    toSend.offer(frame);
  }

  /** The next frame that has come; null if there is none within this time. */
  public @Nullable Frame receive(long nanos) {
    try {
      return nanos <= 0 ? received.poll() : received.poll(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** For how long nothing at all has come. */
  public long quietNanos() {
    return System.nanoTime() - lastByte;
  }

  /** How many bytes have come, of whatever kind. */
  public long bytes() {
    return bytes.get();
  }

  /** Why nothing more can come, for people; empty while the line is open. */
  public Optional<String> end() {
    return Optional.ofNullable(end);
  }

  /** The last lines of all that came and was no frame. */
  public List<String> text() {
    return reader.text();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    line.close();
  }
}
