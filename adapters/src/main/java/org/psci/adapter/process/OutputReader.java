// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.psci.adapter.child.LineReader;
import org.psci.adapter.child.Quote;

/** Reads the standard output of an adapter into a queue, up to its end or to its first mistake. */
final class OutputReader implements Runnable {
  private static final long EXIT_SECONDS = 1;

  /** What a shell ends with when it cannot run a command. */
  private static final int NOT_EXECUTABLE = 126;

  private static final int NOT_FOUND = 127;

  private final Process process;
  private final InputStream output;
  private final BlockingQueue<Received> queue;

  /**
   * @param queue bounded: an adapter that says more than anybody listens to has to wait
   */
  OutputReader(Process process, BlockingQueue<Received> queue) {
    this.process = process;
    this.output = process.getInputStream();
    this.queue = queue;
  }

  @Override
  public void run() {
    LineReader lines = new LineReader(output);
    try {
      boolean good = true;
      while (good) {
        Optional<byte[]> line = lines.next();
        if (line.isEmpty()) {
          queue.put(end(lines.begun()));
          return;
        }
        good = receive(line.get());
      }
    } catch (LineReader.TooLongException e) {
      offer(
          new Received.Bad(
              "a line of more than " + LineReader.LONGEST + " bytes; end each message by a newline",
              quote(lines.begun())));
    } catch (IOException e) {
      offer(new Received.End("the adapter's standard output broke: " + e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the adapter is being closed
    }
  }

  /** Puts a line into the queue; false if it was no message. */
  private boolean receive(byte[] bytes) throws InterruptedException {
    try {
      String line = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (!line.isBlank()) {
        queue.put(new Received.Good(MessageReader.read(line), Quote.of(line)));
      }
      return true;
    } catch (CharacterCodingException e) {
      queue.put(new Received.Bad("this is no UTF-8", quote(bytes)));
    } catch (BadMessageException e) {
      queue.put(new Received.Bad(String.valueOf(e.getMessage()), quote(bytes)));
    }
    return false;
  }

  private void offer(Received last) {
    try {
      queue.put(last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Received end(byte[] rest) throws InterruptedException {
    String how =
        process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)
            ? "the adapter ended with exit status " + process.exitValue() + meaning()
            : "the adapter closed its standard output";
    return new Received.End(
        rest.length == 0 ? how : how + " in the middle of the line " + quote(rest));
  }

  static boolean isMissing(int exitValue) {
    return exitValue == NOT_EXECUTABLE || exitValue == NOT_FOUND;
  }

  private String meaning() {
    return switch (process.exitValue()) {
      case NOT_EXECUTABLE -> " (the command is no executable file)";
      case NOT_FOUND -> " (there is no such command)";
      default -> "";
    };
  }

  private static String quote(byte[] bytes) {
    return Quote.of(new String(bytes, StandardCharsets.UTF_8));
  }
}
