// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.psci.adapter.agent.batch.Batch;
import org.psci.adapter.agent.batch.BatchEnd;
import org.psci.adapter.agent.batch.LogReader;
import org.psci.adapter.agent.batch.ProgramQueue;
import org.psci.adapter.agent.guest.BootFacts;
import org.psci.adapter.agent.guest.BootedAgent;
import org.psci.adapter.agent.guest.DeviceTree;
import org.psci.adapter.agent.guest.DeviceTreeException;
import org.psci.adapter.agent.guest.Gic;
import org.psci.adapter.agent.mailbox.GarbledException;
import org.psci.adapter.agent.mailbox.Layout;
import org.psci.adapter.agent.mailbox.Mailbox;
import org.psci.conformance.history.History;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.Parking;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.StartLostException;
import org.psci.conformance.target.TargetException;
import org.psci.spec.model.Call;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.Topology;

/** The dialogue with one agent, from its boot to the first program that did not end parked. */
public final class AgentSession implements BootedAgent {
  private static final long POLL_NANOS = 50_000;

  /** Records of a core in a bare loop, which are written over. */
  private static final int BARE_LOG_CAPACITY = 128;

  private static final int MILLIS_PER_SECOND = 1000;

  private final Mailbox mailbox;
  private final AgentMachine machine;
  private final BootFacts boot;
  private final Deadlines deadlines;
  private final int bootCount;
  private int seq;
  private Parking parking = Parking.BY_ASKING;

  /**
   * @param patience how long a core waits for another one
   * @throws TargetException if what the agent says of itself makes no sense
   */
  public AgentSession(Mailbox mailbox, AgentMachine machine, Duration patience)
      throws TargetException {
    this.mailbox = mailbox;
    this.machine = machine;
    this.deadlines = new Deadlines(patience);
    this.bootCount = mailbox.bootCount();
    this.seq = mailbox.word(Layout.Command.SEQ);
    try {
      this.boot = BootFacts.read(mailbox);
    } catch (GarbledException e) {
      throw new TargetException("the agent does not make sense", e);
    }
  }

  @Override
  public BootFacts facts() {
    return boot;
  }

  @Override
  public boolean hasDeviceTree() {
    return mailbox.hasDeviceTree();
  }

  @Override
  public DeviceTree deviceTree() throws TargetException {
    try {
      return DeviceTree.parse(mailbox.deviceTree());
    } catch (GarbledException | DeviceTreeException e) {
      throw new TargetException("the agent has no usable device tree", e);
    }
  }

  /**
   * Tells the agent how to call PSCI, and which cores there are.
   *
   * @param gic the interrupt controller; without one there are no wake-ups
   * @throws TargetException if it does not take this
   */
  public void configure(Conduit conduit, Topology topology, Optional<Gic> gic)
      throws TargetException {
    int cores = cores(topology);
    mailbox.putWord(Layout.Command.GIC_VERSION, gic.map(Gic::version).orElse(0));
    mailbox.putDoubleWord(Layout.Command.GIC_DISTRIBUTOR, gic.map(Gic::distributor).orElse(0L));
    mailbox.putDoubleWord(Layout.Command.GIC_CORES, gic.map(Gic::cores).orElse(0L));
    mailbox.putWord(Layout.Command.CONDUIT, conduit == Conduit.HVC ? 0 : 1);
    mailbox.putWord(Layout.Command.CORE_COUNT, cores);
    mailbox.putDoubleWord(Layout.Command.PATIENCE, patienceTicks());
    for (int core = 0; core < cores; core++) {
      mailbox.putDoubleWord(
          Layout.Command.MPIDRS + Long.BYTES * core, topology.mpidr(core).value());
    }
    give(Layout.Command.CONFIGURE);
    if (await(0) != 0) {
      throw new TargetException(
          "the agent refuses "
              + conduit
              + ", "
              + cores
              + " cores and "
              + gic.map(Object::toString).orElse("no interrupt controller"));
    }
  }

  /**
   * Waits for the end of a command that is no batch, and gives its status.
   *
   * @param nanos how long the command itself takes
   */
  private long await(long nanos) throws TargetException {
    long deadline = System.nanoTime() + nanos + deadlines.commandNanos();
    long status = -1;
    while (status < 0) {
      mailbox.receive();
      for (int core = 0; core <= Layout.STRANGER && status < 0; core++) {
        status = mailbox.status(core, seq);
      }
      if (status >= 0) {
        break;
      }
      Optional<String> death = machine.death();
      if (death.isPresent()) {
        throw new StartLostException(death.get());
      }
      if (System.nanoTime() > deadline) {
        throw new StartLostException("the agent has booted, but does not take a command");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return status;
  }

  /** How programs are to end from now on. */
  public void parkBy(Parking how) {
    parking = how;
  }

  /**
   * Runs programs up to the first that does not end parked; then the machine is frozen.
   *
   * @return a history for each program that was run, at least one
   * @throws IllegalArgumentException if a program cannot run on this machine
   */
  public List<History> run(List<Program> programs, Profile profile) {
    List<History> histories = new ArrayList<>();
    run(programs.iterator(), programs.size(), profile, histories::add);
    return histories;
  }

  /**
   * The same for as many programs as there are. Batches follow each other without a pause: while
   * the machine runs one, the next is encoded and the one before goes to who wants the histories.
   *
   * @param atOnce how many programs a batch has at most
   * @param histories gets a history for each program that was run
   * @throws IllegalArgumentException if a program cannot run on this machine
   */
  public void run(
      Iterator<Program> programs, int atOnce, Profile profile, Consumer<History> histories) {
    ProgramQueue queue = new ProgramQueue(programs);
    int cores = cores(profile.topology());
    int half = 0;
    Batch current = Batch.of(queue, profile, parking, cores, area(half), atOnce);
    if (current == null) {
      return;
    }
    place(current);
    start(current, cores);
    while (true) {
      BatchWatch watch =
          new BatchWatch(mailbox, machine, current, cores, deadlines, seq, bootCount);
      half = 1 - half;
      Batch next = Batch.of(queue, profile, parking, cores, area(half), atOnce);
      if (next != null) {
        place(next);
      }
      BatchEnd end = watch.await();
      if (!end.isComplete() && !hasBegun(end)) {
        histories.accept(new History(current.program(0), List.of(), end.ending(), end.remark()));
        return;
      }
      LogReader logs = new LogReader(mailbox, current, profile, cores, patienceTicks());
      if (end.isComplete() && next != null) {
        start(next, cores);
      }
      if (!logs.handOver(end, histories)) {
        machine.freeze();
        return;
      }
      if (!end.isComplete() || next == null) {
        return;
      }
      current = next;
    }
  }

  /** What a bare loop does, which is not judged: a measure for what comes around a call. */
  public enum BareLoop {
    /** Core 0 makes calls from a list, again and again. */
    CALLS(1),
    /** Core 0 starts another core, which switches itself off, and waits until it is OFF. */
    LIFE_CYCLES(2),
    /** All cores meet, and each makes the next stamped call of the list and stores its result. */
    RACE(3);

    private final int mode;

    BareLoop(int mode) {
      this.mode = mode;
    }
  }

  /**
   * What came of a bare loop.
   *
   * @param done how many calls, or life cycles
   * @param seconds how long they took by the counter of the machine
   */
  public record BareResult(long done, double seconds) {
    public double perSecond() {
      return done / seconds;
    }
  }

  /**
   * Lets the agent run a bare loop.
   *
   * @param calls the list, not empty; not used for life cycles
   * @throws TargetException if the agent refuses, or does not come to an end
   */
  public BareResult bare(BareLoop loop, List<Call> calls, Duration length) throws TargetException {
    for (int index = 0; index < calls.size(); index++) {
      for (int register = 0; register < 4; register++) {
        mailbox.putDoubleWord(
            Layout.FREE + (4 * index + register) * Long.BYTES, calls.get(index).register(register));
      }
    }
    if (loop == BareLoop.RACE) {
      placeBareLogs(Layout.FREE + 4 * Long.BYTES * calls.size());
    }
    mailbox.putWord(Layout.Command.BARE_MODE, loop.mode);
    mailbox.putWord(Layout.Command.BARE_COUNT, calls.size());
    mailbox.putWord(Layout.Command.BARE_CALLS_OFFSET, Layout.FREE);
    mailbox.putDoubleWord(
        Layout.Command.BARE_TICKS,
        Math.multiplyExact(length.toMillis(), boot.ticksPerSecond()) / MILLIS_PER_SECOND);
    give(Layout.Command.BARE);
    long status = await(length.toNanos());
    if (status != 0) {
      throw new TargetException("the bare loop of " + loop + " ended with status " + status);
    }
    return new BareResult(
        mailbox.doubleWord(Layout.Ended.BARE_DONE),
        (double) mailbox.doubleWord(Layout.Ended.BARE_ELAPSED) / boot.ticksPerSecond());
  }

  private void placeBareLogs(int offset) {
    for (int core = 0; core <= Layout.STRANGER; core++) {
      int place = offset + core * BARE_LOG_CAPACITY * Layout.RECORD_SIZE;
      placeLog(core, place, BARE_LOG_CAPACITY);
    }
  }

  /** One half of what is free: the machine uses one while the host uses the other. */
  private Batch.Area area(int half) {
    int middle = (Layout.FREE + mailbox.size()) / 2 & -Layout.RECORD_SIZE;
    return half == 0 ? new Batch.Area(Layout.FREE, middle) : new Batch.Area(middle, mailbox.size());
  }

  private void place(Batch batch) {
    mailbox.put(batch.programsOffset(), batch.encode(boot.ticksPerSecond()));
  }

  private void start(Batch batch, int cores) {
    mailbox.putWord(Layout.Command.PROGRAM_COUNT, batch.size());
    mailbox.putWord(Layout.Command.PROGRAMS_OFFSET, batch.programsOffset());
    for (int core = 0; core < cores; core++) {
      placeLog(core, batch.logOffset(core), batch.logCapacity());
    }
    placeLog(Layout.STRANGER, batch.logOffset(cores), Batch.STRANGER_CAPACITY);
    give(Layout.Command.RUN);
  }

  /**
   * Whether the logs are those of the last batch. After a reset of the machine they are, if
   * somebody has seen it as a reset: then they have been brought back.
   */
  private boolean hasBegun(BatchEnd end) {
    return mailbox.word(Layout.Boot.ACCEPTED_SEQ) == seq
        && mailbox.program() != Layout.NO_PROGRAM
        && (mailbox.bootCount() == bootCount || end.machine().isPresent());
  }

  private void placeLog(int core, int offset, int capacity) {
    int place = Layout.Command.LOGS + 2 * Integer.BYTES * core;
    mailbox.putWord(place, offset);
    mailbox.putWord(place + Integer.BYTES, capacity);
  }

  private void give(int command) {
    mailbox.putWord(Layout.Command.COMMAND, command);
    seq = seq + 1 == 0 ? 1 : seq + 1;
    mailbox.putWord(Layout.Command.SEQ, seq);
    mailbox.send();
  }

  private long patienceTicks() {
    return Math.max(
        1,
        Math.multiplyExact(deadlines.patience().toMillis(), boot.ticksPerSecond())
            / MILLIS_PER_SECOND);
  }

  private static int cores(Topology topology) {
    return Math.min(Layout.CORES, topology.size());
  }
}
