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
import java.util.concurrent.locks.LockSupport;
import org.psci.adapter.agent.guest.AgentImage;
import org.psci.adapter.agent.mailbox.Mailbox;
import org.psci.adapter.agent.session.BootedMachine;
import org.psci.adapter.child.ChildProcess;
import org.psci.conformance.history.Event;
import org.psci.conformance.target.StartLostException;
import org.psci.conformance.target.TargetException;

/**
 * One QEMU with the agent in it, from its start to its end. When the guest powers the machine off
 * or resets it, QEMU stops and stays: so the logs survive.
 */
public final class QemuMachine implements BootedMachine {
  /** Id of the memory backend. */
  private static final String MEMORY = "ram";

  /** The exit code of QEMU when it does not like its command line. */
  private static final int REFUSED = 1;

  /** How its complaints begin then. */
  private static final String NAME = "qemu-system-";

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

  /**
   * Starts QEMU and waits until the agent has booted.
   *
   * @param longest how long this may take
   * @throws StartLostException if it does not; the message has what QEMU says
   * @throws TargetException if QEMU cannot be started at all
   */
  static QemuMachine boot(Board board, QemuOptions options, Duration longest)
      throws TargetException {
    List<Path> files = new ArrayList<>();
    try {
      Memory memory = board.memory();
      AgentImage agent = board.agent().withMailbox(memory.mailbox(), memory.mailboxSize());
      List<String> command = new ArrayList<>(options.command());
      command.addAll(List.of("-M", board.machine(options)));
      command.addAll(board.words(options));
      for (Load load : board.loads(agent)) {
        Path file = SharedRam.temporaryFile(".image");
        files.add(file);
        Files.write(file, load.image());
        command.addAll(load.words(file));
      }
      QemuMachine machine = launch(command, memory);
      machine.settle(longest);
      return machine;
    } catch (IOException e) {
      throw new TargetException("cannot start " + options.binary(), e);
    } finally {
      files.forEach(file -> file.toFile().delete());
    }
  }

  /**
   * Starts a QEMU whose guest waits with the agent for the order to begin, and waits until the
   * agent has booted.
   *
   * @param command all of it; the standard streams must lead to a monitor
   * @param shared the memory that the agent and its host share; it belongs to the machine now
   * @param longest how long this may take
   * @throws StartLostException if the agent does not boot; the message has what QEMU says
   * @throws TargetException if QEMU cannot be started at all
   */
  public static QemuMachine resume(List<String> command, SharedRam shared, Duration longest)
      throws TargetException {
    try {
      QemuMachine machine = over(shared, command);
      machine.qmp.order("cont", Map.of());
      machine.settle(longest);
      return machine;
    } catch (IOException e) {
      throw new TargetException("cannot start " + command.get(0), e);
    }
  }

  private static QemuMachine over(SharedRam shared, List<String> command) throws IOException {
    try {
      Mailbox mailbox = new Mailbox(shared.map(0, shared.size()));
      return new QemuMachine(shared, mailbox, ChildProcess.start(command));
    } catch (IOException e) {
      shared.close();
      throw e;
    }
  }

  /** From the start to a machine that runs, and whose files have no name any more. */
  private void settle(Duration longest) throws TargetException, IOException {
    try {
      awaitBoot(longest);
      awaitMonitor(longest);
      ram.unlink();
    } catch (IOException | TargetException e) {
      close();
      throw e;
    }
  }

  private static QemuMachine launch(List<String> command, Memory memory) throws IOException {
    SharedRam ram = SharedRam.create(memory.size());
    try {
      Mailbox mailbox = new Mailbox(ram.mapNew(memory.mailboxOffset(), memory.mailboxSize()));
      List<String> all = new ArrayList<>(command);
      all.addAll(List.of("-machine", "memory-backend=" + MEMORY));
      all.addAll(List.of("-m", memory.size() + "B", "-object"));
      all.add(
          String.format(
              "memory-backend-file,id=%s,size=%dB,share=on,mem-path=%s",
              MEMORY, memory.size(), ram.path()));
      all.addAll(List.of("-action", "reboot=shutdown,shutdown=pause", "-qmp", "stdio"));
      return new QemuMachine(ram, mailbox, ChildProcess.start(all));
    } catch (IOException e) {
      ram.close();
      throw e;
    }
  }

  private void awaitBoot(Duration longest) throws TargetException {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!mailbox.hasBooted()) {
      Optional<String> death = death();
      if (death.isPresent()) {
        throw isRefused() ? new TargetException(death.get()) : new StartLostException(death.get());
      }
      if (System.nanoTime() > deadline) {
        throw new StartLostException("the agent did not boot within " + longest.toSeconds() + " s");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** A monitor says what the machine does only once it has agreed on its capabilities. */
  private void awaitMonitor(Duration longest) throws StartLostException {
    if (!qmp.answers(longest)) {
      throw new StartLostException(
          "QEMU did not answer on its monitor within " + longest.toSeconds() + " s");
    }
  }

  /** Whether QEMU has ended because it cannot do what its command line says. */
  private boolean isRefused() {
    return child.process().exitValue() == REFUSED
        && complaints.text(LONGEST_ANSWER).lines().anyMatch(line -> line.startsWith(NAME));
  }

  @Override
  public Mailbox mailbox() {
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
