// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command in a process of its own, which can be killed. */
final class Child implements AutoCloseable {
  private final Process process;
  private final Path out;
  private final Path err;

  private Child(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts a command.
   *
   * @param scratch what it prints goes there, in files
   * @param here the directory that it runs in
   * @param before words of a command that starts it
   */
  static Child psci(Path scratch, Path here, List<String> before, String... words)
      throws IOException {
    List<String> all = new ArrayList<>(before);
    String usual = System.getProperty("java.class.path");
    all.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("surefire.test.class.path", usual),
            Psci.class.getName()));
    all.addAll(List.of(words));
    Path out = Files.createTempFile(scratch, "child", ".out");
    Path err = Files.createTempFile(scratch, "child", ".err");
    return new Child(
        new ProcessBuilder(all)
            .directory(here.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start(),
        out,
        err);
  }

  /** Waits until that many records lie there. */
  Child hasRecorded(Path records, long bytes) throws IOException, InterruptedException {
    while (!Files.exists(records) || Files.size(records) < bytes) {
      if (!process.isAlive()) {
        throw new IllegalStateException("it is over: " + ended());
      }
      Thread.sleep(5);
    }
    return this;
  }

  /** Asks it to end. */
  Ran interrupted() throws IOException, InterruptedException {
    process.destroy();
    return ended();
  }

  /** Ends it without asking. */
  Ran killed() throws IOException, InterruptedException {
    process.destroyForcibly();
    return ended();
  }

  /** Waits for its end. */
  Ran ended() throws IOException, InterruptedException {
    int code = process.waitFor();
    return new Ran(
        code,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
