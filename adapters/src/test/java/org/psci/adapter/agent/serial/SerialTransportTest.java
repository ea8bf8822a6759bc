// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.psci.adapter.agent.mailbox.Layout;
import org.psci.adapter.agent.mailbox.Mailbox;
import org.psci.adapter.link.FrameLine;
import org.psci.adapter.link.NoisyLine;
import org.psci.adapter.link.SerialLine;

/** The host's copy of a mailbox, with an agent at the other end that is written in Java. */
@Timeout(120)
class SerialTransportTest {
  private static final int LOG = 0x18000;
  private static final int RECORDS = 20;

  private FakeAgent agent;
  private @Nullable FrameLine line;

  @BeforeEach
  void plugIn() throws Exception {
    agent = new FakeAgent();
  }

  @AfterEach
  void unplug() throws Exception {
    if (line != null) {
      line.close();
    }
  }

  private SerialTransport overCleanLine() {
    return over(agent.line());
  }

  private SerialTransport overNoisyLine(int oneIn, long seed) {
    return over(new NoisyLine(agent.line(), oneIn, seed));
  }

  private SerialTransport over(SerialLine end) {
    FrameLine frames = FrameLine.over(end);
    line = frames;
    return new SerialTransport(frames, 0x20000);
  }

  /** What the agent does, in a thread of its own. */
  private interface Life {
    void go() throws Exception;
  }

  private static Future<?> live(Life life) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            life.go();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "fake-agent");
              thread.setDaemon(true);
              return thread;
            }));
  }

  private static void listenUntil(SerialTransport transport, BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      transport.receive();
      assertThat(transport.failure()).isEmpty();
      LockSupport.parkNanos(100_000);
    }
  }

  /** A whole batch: programs go there, a core ends it, and its log comes back. */
  private void carriesABatch(SerialTransport transport) throws Exception {
    Mailbox mailbox = transport.mailbox();
    Random random = new Random(3);
    byte[] programs = new byte[3000];
    random.nextBytes(programs);
    byte[] log = new byte[RECORDS * Layout.RECORD_SIZE];
    random.nextBytes(log);
    Future<?> life =
        live(
            () -> {
              agent.idle();
              agent.memory.put(LOG, log);
              agent.memory.putInt(Layout.CoreBlock.FIRST + Layout.CoreBlock.LOG_COUNT, RECORDS);
              int seq = agent.memory.getInt(Layout.Command.SEQ);
              agent.memory.putInt(Layout.Ended.WORDS, 1);
              agent.memory.putInt(Layout.Ended.WORDS + 4, seq);
              agent.show(Announcement.Reason.STOPPED, 0);
            });
    listenUntil(transport, mailbox::hasBooted);
    mailbox.put(Layout.FREE, ByteBuffer.wrap(programs));
    mailbox.putWord(Layout.Command.LOGS, LOG);
    mailbox.putWord(Layout.Command.LOGS + 4, RECORDS);
    mailbox.putWord(Layout.Command.COMMAND, Layout.Command.RUN);
    mailbox.putWord(Layout.Command.SEQ, 77);
    mailbox.send();
    assertThat(transport.failure()).isEmpty();
    listenUntil(transport, () -> mailbox.status(0, 77) == 1);
    listenUntil(transport, life::isDone);

    life.get();
    assertThat(agent.commands()).containsExactly(77);
    byte[] arrived = new byte[programs.length];
    agent.memory.get(Layout.FREE, arrived);
    assertThat(arrived).isEqualTo(programs);
    assertThat(mailbox.copy(LOG, log.length).array()).isEqualTo(log);
  }

  @Test
  void aBatchGoesThereAndItsLogsComeBack() throws Exception {
    carriesABatch(overCleanLine());
  }

  @Test
  void noiseChangesNothingButTheTimeItTakes() throws Exception {
    for (long seed = 1; seed <= 2; seed++) {
      agent = new FakeAgent();
      carriesABatch(overNoisyLine(1000, seed));
      unplug();
    }
  }

  @Test
  void framesBecomeShorterOnAVeryBadLine() throws Exception {
    carriesABatch(overNoisyLine(150, 1));
  }

  @Test
  void whatAFirmwareSaysWhileItBootsDoesNoHarm() throws Exception {
    SerialTransport transport = overCleanLine();
    agent.say("\n\nBoot <ROM> v1.0\r\nDRAM: 2 GiB <<<>>>\r\n\0\377\376");

    carriesABatch(transport);

    assertThat(Objects.requireNonNull(line).text()).contains("Boot <ROM> v1.0");
  }

  @Test
  void logsAreFetchedBeforeACallThatMayBeTheLast() throws Exception {
    SerialTransport transport = overCleanLine();
    Mailbox mailbox = transport.mailbox();
    Future<?> life =
        live(
            () -> {
              agent.idle();
              agent.memory.putInt(Layout.Ended.PROGRAM, 0);
              agent.memory.putInt(Layout.CoreBlock.FIRST + Layout.CoreBlock.LOG_COUNT, 1);
              agent.memory.put(LOG, (byte) Layout.Head.CALL);
              agent.show(Announcement.Reason.LEAVING, 0);
            });
    listenUntil(transport, mailbox::hasBooted);
    command(mailbox);
    listenUntil(transport, life::isDone);

    life.get();
    assertThat(mailbox.logCount(0)).isEqualTo(1);
    assertThat(mailbox.copy(LOG, 1).get(0)).isEqualTo((byte) Layout.Head.CALL);
    assertThat(mailbox.program()).isZero();
    assertThat(transport.wasReset()).isFalse();
  }

  private static void command(Mailbox mailbox) {
    mailbox.putWord(Layout.Command.LOGS, LOG);
    mailbox.putWord(Layout.Command.LOGS + 4, RECORDS);
    mailbox.putWord(Layout.Command.SEQ, 5);
    mailbox.send();
  }

  @Test
  void logsThatSurvivedAResetComeBack() throws Exception {
    SerialTransport transport = overCleanLine();
    Mailbox mailbox = transport.mailbox();
    Future<?> life =
        live(
            () -> {
              agent.idle();
              agent.memory.putInt(Layout.Before.PROGRAM, 0);
              agent.memory.putInt(Layout.Before.LOG_COUNTS, 2);
              agent.memory.put(LOG + Layout.RECORD_SIZE, (byte) Layout.Head.ENTRY);
              agent.bootAgain();
              agent.show(Announcement.Reason.IDLE, 0);
            });
    listenUntil(transport, mailbox::hasBooted);
    command(mailbox);
    listenUntil(transport, transport::wasReset);
    life.cancel(true);

    assertThat(mailbox.logCount(0)).isEqualTo(2);
    assertThat(mailbox.copy(LOG + Layout.RECORD_SIZE, 1).get(0))
        .isEqualTo((byte) Layout.Head.ENTRY);
  }

  @Test
  void aLineThatEndsIsAFailureWithAReason() throws Exception {
    SerialTransport transport = overCleanLine();
    Mailbox mailbox = transport.mailbox();
    Future<?> life =
        live(
            () -> {
              agent.show(Announcement.Reason.IDLE, 0);
              agent.say("Synchronous Abort\n");
              agent.hangUp();
            });
    listenUntil(transport, mailbox::hasBooted);
    life.get();
    command(mailbox);

    assertThat(transport.failure().orElseThrow())
        .contains("the other side has closed pipe", "Synchronous Abort");
  }
}
