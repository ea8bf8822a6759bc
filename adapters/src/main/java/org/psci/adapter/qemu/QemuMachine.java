// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.psci.adapter.agent.AgentImage;
import org.psci.adapter.agent.AgentMachine;
import org.psci.adapter.agent.Mailbox;
import org.psci.adapter.child.ChildProcess;
import org.psci.conformance.history.Event;
import org.psci.conformance.target.TargetException;

/**
 * One QEMU with the agent in it, from its start to its end. When the guest powers the machine off
 * or resets it, QEMU stops and stays: so the logs survive.
 */
final class QemuMachine implements AgentMachine, AutoCloseable {
  private static final long RAM_BASE = 0x4000_0000L;
  private static final long RAM_SIZE = 128 << 20;

  /** Clear of the image, which lies 2 MiB above the base, and of the device tree at 64 MiB. */
  private static final long MAILBOX_OFFSET = 16 << 20;

  private static final long MAILBOX_SIZE = 16 << 20;

  /** Id of the memory backend. */
  static final String MEMORY = "ram";

  private static final Duration LONGEST_BOOT = Duration.ofSeconds(10);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);
  private static final long POLL_NANOS = 200_000;

  private final SharedRam ram;
  private final ChildProcess child;
  private final Qmp qmp;
  private final Complaints complaints;
  private final Mailbox mailbox;

  private QemuMachine(SharedRam ram, Mailbox mailbox, ChildProcess child) {
    this.ram = ram;
    this.mailbox = mailbox;
    this.child = child;
    this.qmp = new Qmp(child.process());
    this.complaints = new Complaints(child.process());
  }

  /** The files that QEMU loads, and how its command line names them. */
  interface Images {

    /** The images by the suffix of their file. */
    Map<String, byte[]> files(AgentImage agent);

    /** The part of the command line that loads them, given where they are by suffix. */
    List<String> options(Map<String, Path> files);
  }

  /**
   * Starts QEMU and waits until the agent has booted.
   *
   * @param command without memory, images and monitor
   * @throws TargetException if it does not; the message has what QEMU says
   */
  static QemuMachine boot(List<String> command, Images images) throws TargetException {
    Map<String, Path> files = new TreeMap<>();
    try {
      AgentImage agent = AgentImage.aarch64().withMailbox(RAM_BASE + MAILBOX_OFFSET, MAILBOX_SIZE);
      for (Map.Entry<String, byte[]> image : images.files(agent).entrySet()) {
        Path file = SharedRam.temporaryFile(image.getKey());
        files.put(image.getKey(), file);
        Files.write(file, image.getValue());
      }
      List<String> all = new ArrayList<>(command);
      all.addAll(images.options(files));
      QemuMachine machine = launch(all);
      machine.settle();
      return machine;
    } catch (IOException e) {
      throw new TargetException("cannot start " + command.get(0), e);
    } finally {
      files.values().forEach(file -> file.toFile().delete());
    }
  }

  /** From the start to a machine that runs, and whose files have no name any more. */
  private void settle() throws TargetException, IOException {
    try {
      awaitBoot();
      ram.unlink();
    } catch (IOException | TargetException e) {
      close();
      throw e;
    }
  }

  private static QemuMachine launch(List<String> command) throws IOException {
    SharedRam ram = SharedRam.create(RAM_SIZE);
    try {
      Mailbox mailbox = new Mailbox(ram.map(MAILBOX_OFFSET, MAILBOX_SIZE));
      List<String> all = new ArrayList<>(command);
      all.addAll(List.of("-m", RAM_SIZE + "B", "-object"));
      all.add(
          String.format(
              "memory-backend-file,id=%s,size=%dB,share=on,mem-path=%s",
              MEMORY, RAM_SIZE, ram.path()));
      all.addAll(List.of("-action", "reboot=shutdown,shutdown=pause", "-qmp", "stdio"));
      return new QemuMachine(ram, mailbox, ChildProcess.start(all));
    } catch (IOException e) {
      ram.close();
      throw e;
    }
  }

  private void awaitBoot() throws TargetException {
    long deadline = System.nanoTime() + LONGEST_BOOT.toNanos();
    while (!mailbox.hasBooted()) {
      Optional<String> death = death();
      if (death.isPresent()) {
        throw new TargetException(death.get());
      }
      if (System.nanoTime() > deadline) {
        throw new TargetException(
            "the agent did not boot within " + LONGEST_BOOT.toSeconds() + " s");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  Mailbox mailbox() {
    return mailbox;
  }

  /** The process, for tests that do harm to it. */
  Process process() {
    return child.process();
  }

  @Override
  public Optional<Event.Machine.What> whatItDid() {
    return qmp.whatItDid();
  }

  @Override
  public Optional<String> death() {
    if (child.isAlive()) {
      return Optional.empty();
    }
    String said = complaints.text(LONGEST_ANSWER);
    return Optional.of(
        "QEMU ended with exit code "
            + child.process().exitValue()
            + (said.isEmpty() ? "" : ": " + said));
  }

  @Override
  public boolean answers() {
    return qmp.answers(LONGEST_ANSWER);
  }

  @Override
  public void freeze() {
    child.close();
  }

  @Override
  public void close() {
    child.close();
    try {
      ram.close();
    } catch (IOException e) {
      ram.path().toFile().deleteOnExit();
    }
  }
}
