// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.kvm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.psci.adapter.child.ChildProcess;
import org.psci.adapter.qemu.Qmp;
import org.psci.adapter.qemu.SharedRam;
import org.psci.conformance.target.StartLostException;
import org.psci.conformance.target.TargetException;

/**
 * Starts the emulated machine from nothing, waits until the inner QEMU is ready, and stores the
 * state. It works in a folder of its own, so several runs may do this at once: who comes last wins,
 * and all snapshots of one name are as good.
 */
final class SnapshotMaker {
  private static final Duration LONGEST_MIGRATION = Duration.ofMinutes(2);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);
  private static final long POLL_NANOS = 20_000_000;
  private static final long UNLIMITED = 1L << 40;

  /** The first thing that the inner QEMU says. */
  private static final String GREETING = "\"QMP\"";

  private final EmulatedMachine host;
  private final Path kernel;
  private final Initramfs initramfs;

  SnapshotMaker(EmulatedMachine host, Path kernel, Initramfs initramfs) {
    this.host = host;
    this.kernel = kernel;
    this.initramfs = initramfs;
  }

  /**
   * Makes it.
   *
   * @param longest how long the emulated machine may take to start
   * @throws StartLostException if the machine does not start
   * @throws TargetException if there is no room for the state
   */
  void make(Snapshot snapshot, Duration longest) throws TargetException {
    Path folder = snapshot.folder();
    try {
      Files.createDirectories(folder);
      try (WorkingFolder working = WorkingFolder.in(folder)) {
        make(snapshot, working, longest);
      }
      snapshot.deleteOthers();
    } catch (IOException e) {
      throw new TargetException("cannot make the snapshot of the machine with KVM in " + folder, e);
    }
  }

  private void make(Snapshot snapshot, WorkingFolder working, Duration longest)
      throws IOException, TargetException {
    Path archive = working.file("initramfs");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive))) {
      initramfs.write(out);
    }
    Path port = working.file("port");
    Path console = working.file("console");
    Path state = working.file("state");
    try (SharedRam mailbox = SharedRam.create(KvmMachine.MAILBOX_SIZE);
        ChildProcess child =
            ChildProcess.start(host.toBoot(mailbox.path(), port, console, kernel, archive))) {
      Qmp monitor = new Qmp(child.process());
      await(longest, () -> !child.isAlive() || contains(port, GREETING));
      if (!contains(port, GREETING)) {
        throw new StartLostException(
            "the emulated machine with KVM did not start"
                + (child.isAlive() ? " within " + longest.toSeconds() + " s" : "")
                + "; it said: "
                + text(console));
      }
      ask(monitor, "stop", Map.of());
      ask(monitor, "migrate-set-parameters", Map.of("max-bandwidth", UNLIMITED));
      ask(monitor, "migrate", Map.of("uri", "exec:cat > " + EmulatedMachine.quoted(state)));
      long length = awaitMigration(monitor);
      await(LONGEST_ANSWER, () -> size(state) >= length);
      if (size(state) < length) {
        throw new IOException(
            "of " + length + " bytes only " + size(state) + " were stored; is the disk full?");
      }
    }
    Files.move(state, snapshot.file(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Waits until the state was sent, and gives the least number of bytes that it has. */
  private static long awaitMigration(Qmp monitor) throws IOException {
    long deadline = System.nanoTime() + LONGEST_MIGRATION.toNanos();
    while (System.nanoTime() < deadline) {
      JsonNode progress = ask(monitor, "query-migrate", Map.of());
      String status = progress.path("status").asText();
      if (status.equals("completed")) {
        return progress.path("ram").path("transferred").asLong();
      }
      if (status.equals("failed")) {
        throw new IOException("QEMU cannot store its state; is the disk full?");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    throw new IOException("QEMU takes too long to store its state");
  }

  private static JsonNode ask(Qmp monitor, String command, Map<String, ?> arguments)
      throws IOException {
    JsonNode answer =
        monitor
            .ask(command, arguments, LONGEST_ANSWER)
            .orElseThrow(() -> new IOException("QEMU does not answer to " + command));
    if (!answer.has("return")) {
      throw new IOException("QEMU refuses " + command + ": " + answer);
    }
    return answer.path("return");
  }

  private static void await(Duration longest, BooleanSupplier condition) {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static boolean contains(Path file, String text) {
    return text(file).contains(text);
  }

  /** What is in a file of some lines; nothing if it is not there yet. */
  private static String text(Path file) {
    try {
      return Files.exists(file)
          ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip()
          : "";
    } catch (IOException e) {
      return "";
    }
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
