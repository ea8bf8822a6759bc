// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.psci.spec.explore.LifeCycle;

/** The model checker SPIN on the twin of the life cycle of cores, in a directory of its own. */
final class Spin implements AutoCloseable {
  private static final Pattern STORED = Pattern.compile("(\\d+) states, stored");
  private static final double NANOS = 1e9;

  private final Path directory;

  /** Prepares a verifier for so many cores. */
  Spin(int cores) throws IOException {
    directory = Files.createTempDirectory("psci-spin");
    Files.writeString(directory.resolve("lifecycle.pml"), LifeCycle.promela());
    run("spin", "-DN=" + cores, "-a", "lifecycle.pml");
    run("gcc", "-O2", "-w", "-DSAFETY", "-DNOREDUCE", "-o", "pan", "pan.c");
  }

  /** Whether the programs that it needs are there. */
  static boolean isInstalled() {
    return isInstalled("spin") && isInstalled("gcc");
  }

  private static boolean isInstalled(String command) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
  }

  /** Lets it count the states. */
  LifeCycle.Counted count() throws IOException {
    long start = System.nanoTime();
    String output = run(directory.resolve("pan").toString(), "-n", "-m1000000");
    double seconds = (System.nanoTime() - start) / NANOS;
    Matcher matcher = STORED.matcher(output);
    if (!matcher.find()) {
      throw new IOException("SPIN's verifier does not say how many states it stored: " + output);
    }
    return new LifeCycle.Counted(Long.parseLong(matcher.group(1)), seconds);
  }

  private String run(String... command) throws IOException {
    Process process =
        new ProcessBuilder(List.of(command))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " failed: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + command[0], e);
    }
    return output;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
