// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.psci.adapter.agent.guest.AgentImage;
import org.psci.adapter.agent.mailbox.Mailbox;
import org.psci.adapter.agent.serial.SerialTransport;
import org.psci.adapter.agent.session.BootedMachine;
import org.psci.adapter.child.ChildProcess;
import org.psci.adapter.child.StreamTail;
import org.psci.adapter.link.FrameLine;
import org.psci.adapter.link.SerialLine;
import org.psci.adapter.qemu.SharedRam;
import org.psci.conformance.history.Event;
import org.psci.conformance.target.StartLostException;
import org.psci.conformance.target.TargetException;

/**
 * One start of a command of the user, with the agent in the machine that it runs. What the machine
 * does as a whole shows in the end of the command, and in the agent that boots once more.
 */
final class CommandMachine implements BootedMachine {
  private static final Duration LAST_WORDS = Duration.ofMillis(500);
  private static final Duration LEAST_REBOOT = Duration.ofSeconds(1);
  private static final long POLL_NANOS = 200_000;

  /** What a shell ends with when it cannot run a command. */
  private static final int NOT_EXECUTABLE = 126;

  private static final int NOT_FOUND = 127;

  private final CommandOptions options;
  private final Path image;
  private final Duration longestBoot;
  private @Nullable SharedRam ram;
  private @Nullable SerialTransport transport;
  private @Nullable FrameLine line;
  private @Nullable Mailbox mailbox;
  private @Nullable ChildProcess child;
  private @Nullable StreamTail output;
  private @Nullable StreamTail errors;
  private long bootNanos;
  private int bootCount;
  private boolean waitedForReboot;
  private Event.Machine.@Nullable What did;

  private CommandMachine(CommandOptions options, Path image, Duration longestBoot) {
    this.options = options;
    this.image = image;
    this.longestBoot = longestBoot;
  }

  /**
   * Starts the command and waits until the agent has booted.
   *
   * @param longest how long this may take
   * @throws StartLostException if it does not; the message has what the command says
   * @throws TargetException if the command cannot be started at all
   */
  static CommandMachine boot(CommandOptions options, Duration longest) throws TargetException {
    CommandMachine machine = null;
    try {
      machine = new CommandMachine(options, SharedRam.temporaryFile(".image"), longest);
      machine.launch();
      machine.awaitBoot();
      return machine;
    } catch (IOException | TargetException e) {
      if (machine != null) {
        machine.close();
      }
      throw e instanceof TargetException known
          ? known
          : new TargetException("cannot start the command: " + e.getMessage());
    }
  }

  private void launch() throws IOException {
    Files.write(image, agent().bytes());
    String command = options.command().replace(CommandOptions.IMAGE, image.toString());
    SerialLine open = null;
    if (options.isShared()) {
      SharedFile file = options.memory().orElseThrow();
      ram = SharedRam.create(file.size());
      mailbox = new Mailbox(ram.mapNew(file.offset(), file.mailboxSize()));
      command = command.replace(CommandOptions.MAILBOX, ram.path().toString());
    } else {
      options.serial().check();
      if (options.serial() instanceof SerialPort.Listening) {
        SocketLine listening = SocketLine.listening();
        command = command.replace(CommandOptions.PORT, String.valueOf(listening.port()));
        open = listening;
      } else if (options.serial() instanceof SerialPort.Tty tty) {
        open = Lines.of(tty);
      }
    }
    ChildProcess started = started(command, open);
    child = started;
    errors = tail(started.process().getErrorStream());
    boolean stdio = !options.isShared() && options.serial() instanceof SerialPort.Stdio;
    if (!stdio) {
      output = tail(started.process().getInputStream());
    }
    if (!options.isShared()) {
      FrameLine frames = FrameLine.over(open != null ? open : line(started.process()));
      line = frames;
      SerialTransport serial = new SerialTransport(frames, options.mailboxSize());
      transport = serial;
      mailbox = serial.mailbox();
    }
  }

  private static ChildProcess started(String command, @Nullable SerialLine open)
      throws IOException {
    try {
      return ChildProcess.startShell(command);
    } catch (IOException e) {
      if (open != null) {
        open.close();
      }
      throw e;
    }
  }

  private AgentImage agent() {
    AgentImage agent = AgentImage.aarch64();
    if (options.memory().isPresent()) {
      SharedFile file = options.memory().get();
      agent = agent.withMailbox(file.mailboxAddress(), file.mailboxSize());
    }
    return options.isShared() ? agent : agent.withSerialLine(options.uart());
  }

  private SerialLine line(Process process) {
    if (options.serial() instanceof SerialPort.Tcp tcp) {
      return SocketLine.to(tcp, longestBoot);
    }
    if (options.serial() instanceof SerialPort.Unix unix) {
      return SocketLine.to(unix, longestBoot);
    }
    return Lines.of(process);
  }

  private static StreamTail tail(InputStream stream) {
    StreamTail tail = new StreamTail(stream);
    Thread thread = new Thread(tail, "command-tail");
    thread.setDaemon(true);
    thread.start();
    return tail;
  }

  private void awaitBoot() throws TargetException {
    long begin = System.nanoTime();
    while (!mailbox().hasBooted()) {
      mailbox().receive();
      boolean ended = hasEnded(); // asked first: what ends in between has its exit code in the next
      Optional<String> death = death();
      if (death.isPresent() || ended) {
        String how = death.orElse("the command ended before the agent had booted" + said());
        throw isCommandMissing() ? new TargetException(how) : new StartLostException(how);
      }
      if (System.nanoTime() - begin > longestBoot.toNanos()) {
        throw new StartLostException(
            "the agent did not boot within " + longestBoot.toSeconds() + " s" + silence() + said());
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    bootNanos = System.nanoTime() - begin;
    bootCount = mailbox().bootCount();
  }

  private boolean isCommandMissing() {
    if (child().isAlive()) {
      return false;
    }
    int code = child().process().exitValue();
    return code == NOT_EXECUTABLE || code == NOT_FOUND;
  }

  /** What came over the line while the agent was not heard. */
  private String silence() {
    if (line == null) {
      return ": the mailbox was not written; does the machine see {mailbox} at the address that"
          + " --mailbox says, and does it start {image} at its first byte?";
    }
    if (line.bytes() == 0) {
      return ": nothing came over the serial line; is it the one that --uart says, and does the"
          + " machine start {image} at its first byte?";
    }
    return ": what came over the serial line was not from the agent: "
        + String.join(" | ", line.text());
  }

  private String said() {
    String all =
        Stream.of(errors, output)
            .filter(tail -> tail != null)
            .map(StreamTail::text)
            .filter(text -> !text.isEmpty())
            .reduce((a, b) -> a + " | " + b)
            .orElse("");
    return all.isEmpty() ? "" : "; the command says: " + all;
  }

  @Override
  public Mailbox mailbox() {
    if (mailbox == null) {
      throw new IllegalStateException("nothing has been started");
    }
    return mailbox;
  }

  /** The process, for tests that do harm to it. */
  ChildProcess child() {
    if (child == null) {
      throw new IllegalStateException("nothing has been started");
    }
    return child;
  }

  /** A command that only starts a board may end at once. */
  private boolean hasEnded() {
    boolean mayEnd = !options.isShared() && !options.serial().belongsToCommand();
    return !child().isAlive() && !(mayEnd && child().process().exitValue() == 0);
  }

  @Override
  public Optional<Event.Machine.What> whatItDid() {
    if (did == null) {
      did = look();
    }
    return Optional.ofNullable(did);
  }

  private Event.Machine.@Nullable What look() {
    if (transport != null && transport.wasReset()) {
      return Event.Machine.What.RESET;
    }
    if (transport == null && mailbox().bootCount() != bootCount) {
      mailbox().bringBackLogs();
      return Event.Machine.What.RESET;
    }
    return hasEnded() && child().process().exitValue() == 0 ? Event.Machine.What.POWERED_OFF : null;
  }

  @Override
  public Optional<String> death() {
    if (hasEnded() && child().process().exitValue() != 0) {
      waitForLastWords();
      return Optional.of(
          "the command ended with exit code " + child().process().exitValue() + said());
    }
    if (hasEnded() || transport == null) {
      return Optional.empty(); // a line that is closed is no news then
    }
    return transport.failure().or(() -> lineEnd()).map(failure -> failure + said());
  }

  private Optional<String> lineEnd() {
    if (line == null || line.end().isEmpty()) {
      return Optional.empty();
    }
    // The end of the process shows a moment later than that of its streams.
    try {
      return child().process().waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
          ? Optional.empty()
          : line.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return line.end();
    }
  }

  private static void waitForLastWords() {
    LockSupport.parkNanos(LAST_WORDS.toNanos() / 5);
  }

  /**
   * A machine that was reset takes a while to boot, and so does one that goes away: only after that
   * it is known to do nothing. One whose process is stopped does not answer.
   */
  @Override
  public boolean answers() {
    long allowance = waitedForReboot ? 0 : 2 * bootNanos + LEAST_REBOOT.toNanos();
    long begin = System.nanoTime();
    waitedForReboot = true;
    do {
      mailbox().receive();
      if (whatItDid().isPresent() || death().isPresent()) {
        return true;
      }
      LockSupport.parkNanos(POLL_NANOS);
    } while (System.nanoTime() - begin < allowance);
    return !StoppedProcess.isAnyOf(child().process().toHandle());
  }

  @Override
  public void freeze() {
    child().close();
  }

  @Override
  public void close() {
    if (child != null) {
      child.close();
    }
    try {
      if (line != null) {
        line.close();
      }
      if (ram != null) {
        ram.close();
      }
    } catch (IOException e) {
      // What is left of it has no name, or gets swept up later.
    }
    image.toFile().delete();
  }
}
