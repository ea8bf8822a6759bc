// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A process that goes when the suite goes, even if the suite is killed: the kernel signals it when
 * its parent ends ({@code setpriv --pdeathsig}). The parent is the thread that started it, so all
 * children are started by one thread that lives as long as the suite.
 */
public final class ChildProcess implements AutoCloseable {
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
  private static final ExecutorService STARTER =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "child-starter");
            thread.setDaemon(true);
            return thread;
          });

  private final Process process;

  private ChildProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts a command. Its standard streams are pipes to the suite.
   *
   * @throws IOException if it cannot be started
   */
  public static ChildProcess start(List<String> command) throws IOException {
    List<String> guarded = new ArrayList<>();
    if (Files.isExecutable(SETPRIV)) {
      guarded.addAll(List.of(SETPRIV.toString(), "--pdeathsig", "KILL", "--"));
    }
    guarded.addAll(command);
    try {
      return new ChildProcess(STARTER.submit(() -> new ProcessBuilder(guarded).start()).get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting " + command.get(0), e);
    } catch (ExecutionException e) {
      throw new IOException("cannot start " + command.get(0), e.getCause());
    }
  }

  public Process process() {
    return process;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Kills the process and everything that it started, and waits until it is gone. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("process " + process.pid() + " does not die");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
