// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A process that goes when the suite goes, even if the suite is killed, and so does whatever it
 * started itself. The kernel signals it when its parent ends ({@code setpriv --pdeathsig}); the
 * parent is the thread that started it, so all children are started by one thread that lives as
 * long as the suite. What it has started is in its process group, which a {@link ProcessReaper}
 * kills.
 */
public final class ChildProcess implements AutoCloseable {
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Duration LONGEST_END = Duration.ofSeconds(2);
  private static final ExecutorService STARTER =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "child-starter");
            thread.setDaemon(true);
            return thread;
          });

  /** Holds the reaper as long as there is no child that needs it. */
  private static final class Holder {
    static final ProcessReaper REAPER = new ProcessReaper();
  }

  private final Process process;
  private final boolean leads;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ChildProcess(Process process, boolean leads) {
    this.process = process;
    this.leads = leads;
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
    boolean leads = Files.isExecutable(SETSID);
    if (leads) {
      guarded.add(SETSID.toString());
    }
    guarded.addAll(command);
    try {
      return STARTER
          .submit(
              () -> {
                ChildProcess child = new ChildProcess(new ProcessBuilder(guarded).start(), leads);
                if (leads) {
                  Holder.REAPER.add(child.process.pid());
                }
                return child;
              })
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting " + command.get(0), e);
    } catch (ExecutionException e) {
      throw new IOException("cannot start " + command.get(0), e.getCause());
    }
  }

  /**
   * Starts a command line as a shell does.
   *
   * @throws IOException if there is no shell
   */
  public static ChildProcess startShell(String commandLine) throws IOException {
    return start(List.of("sh", "-c", commandLine));
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
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    List<ProcessHandle> descendants = process.descendants().toList();
    descendants.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    if (leads) {
      Holder.REAPER.kill(process.pid());
    }
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("process " + process.pid() + " does not die");
      }
      awaitEnd(descendants);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Who comes next may need what they held, for instance the name of a socket. */
  private static void awaitEnd(List<ProcessHandle> processes) throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST_END.toNanos();
    for (ProcessHandle each : processes) {
      while (isAlive(each) && System.nanoTime() < deadline) {
        Thread.sleep(1);
      }
    }
  }

  /**
   * Nobody may ever take notice of the end of a process whose parent has gone before; then it has
   * ended when its first thread has, and no other one is left that holds its files.
   */
  private static boolean isAlive(ProcessHandle process) {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    try {
      if (!process.isAlive() || !Files.readString(proc.resolve("stat")).contains(") Z ")) {
        return process.isAlive();
      }
      try (Stream<Path> threads = Files.list(proc.resolve("task"))) {
        return threads.count() > 1;
      }
    } catch (IOException | UncheckedIOException e) {
      return process.isAlive();
    }
  }
}
