// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;

/** Writes the records of a run, each as soon as it is there. */
public final class Recorder implements AutoCloseable {
  private final Writer out;
  private final Consumer<IOException> failure;
  private boolean failed;

  /**
   * Begins the records of a directory with those that are there already, if a run is resumed.
   *
   * @param failure is told when nothing can be written any more, once; the run goes on without
   * @throws IOException if nothing can be written at all
   */
  public Recorder(Path directory, Header header, List<Entry> before, Consumer<IOException> failure)
      throws IOException {
    Path file = directory.resolve(RecordFile.NAME);
    this.failure = failure;
    if (before.isEmpty()) {
      this.out = Files.newBufferedWriter(file);
      add(header);
    } else {
      putAside(file, header, before);
      this.out = Files.newBufferedWriter(file, StandardOpenOption.APPEND);
    }
  }

  /** What was kept stands there at every moment, in the old file or in the new one. */
  private static void putAside(Path file, Header header, List<Entry> before) throws IOException {
    Path whole = file.resolveSibling(RecordFile.NAME + ".new");
    try (Writer out = Files.newBufferedWriter(whole)) {
      out.write(RecordLine.of(header));
      for (Entry entry : before) {
        out.write(RecordLine.of(entry));
      }
    }
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Writes a record. */
  public void add(Entry entry) {
    if (failed) {
      return;
    }
    try {
      out.write(RecordLine.of(entry));
      out.flush();
    } catch (IOException e) {
      fail(e);
    }
  }

  private void fail(IOException e) {
    failed = true;
    failure.accept(e);
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      if (!failed) {
        fail(e);
      }
    }
  }
}
