// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.psci.conformance.history.History;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.TargetException;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.Topology;

/** The dialogue with one agent, from its boot to the first program that did not end parked. */
public final class AgentSession {
  private static final long POLL_NANOS = 50_000;
  private static final int MILLIS_PER_SECOND = 1000;

  private final Mailbox mailbox;
  private final AgentMachine machine;
  private final BootFacts boot;
  private final Deadlines deadlines;
  private final int bootCount;
  private int seq;

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

  /** What the agent says of itself. */
  public BootFacts facts() {
    return boot;
  }

  /**
   * The device tree that the machine gave to the agent.
   *
   * @throws TargetException if there is none, or if it cannot be read
   */
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
   * @throws TargetException if it does not take this
   */
  public void configure(Conduit conduit, Topology topology) throws TargetException {
    int cores = cores(topology);
    mailbox.putWord(Layout.Command.CONDUIT, conduit == Conduit.HVC ? 0 : 1);
    mailbox.putWord(Layout.Command.CORE_COUNT, cores);
    mailbox.putDoubleWord(Layout.Command.PATIENCE, patienceTicks());
    for (int core = 0; core < cores; core++) {
      mailbox.putDoubleWord(
          Layout.Command.MPIDRS + Long.BYTES * core, topology.mpidr(core).value());
    }
    give(Layout.Command.CONFIGURE);
    long deadline = System.nanoTime() + deadlines.commandNanos();
    while (mailbox.status(0, seq) != 0) {
      if (mailbox.status(0, seq) > 0) {
        throw new TargetException("the agent refuses " + conduit + " and " + cores + " cores");
      }
      if (machine.death().isPresent()) {
        throw new TargetException(machine.death().get());
      }
      if (System.nanoTime() > deadline) {
        throw new TargetException("the agent has booted, but does not take a command");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /**
   * Runs programs up to the first that does not end parked; then the machine is frozen.
   *
   * @return a history for each program that was run, at least one
   * @throws IllegalArgumentException if a program cannot run on this machine
   */
  public List<History> run(List<Program> programs, Profile profile) {
    List<History> histories = new ArrayList<>();
    boolean parked = true;
    while (parked && histories.size() < programs.size()) {
      List<Program> left = programs.subList(histories.size(), programs.size());
      List<History> more =
          runBatch(
              Batch.of(left, profile, cores(profile.topology()), mailbox.size()),
              profile.topology());
      histories.addAll(more);
      parked = more.get(more.size() - 1).isParked();
    }
    return histories;
  }

  private List<History> runBatch(Batch batch, Topology topology) {
    int cores = cores(topology);
    mailbox.put(Layout.FREE, batch.encode());
    mailbox.putWord(Layout.Command.PROGRAM_COUNT, batch.size());
    mailbox.putWord(Layout.Command.PROGRAMS_OFFSET, Layout.FREE);
    for (int core = 0; core < cores; core++) {
      placeLog(core, batch.logOffset(core), batch.logCapacity());
    }
    placeLog(Layout.STRANGER, batch.logOffset(cores), Batch.STRANGER_CAPACITY);
    give(Layout.Command.RUN);
    BatchEnd end =
        new BatchWatch(mailbox, machine, batch, cores, deadlines, seq, bootCount).await();
    if (!end.isComplete() && !hasBegun()) {
      return List.of(new History(batch.programs().get(0), List.of(), end.ending(), end.remark()));
    }
    return new LogReader(mailbox, batch, topology, cores, patienceTicks()).histories(end);
  }

  /** Whether the logs are those of the last batch. */
  private boolean hasBegun() {
    return mailbox.word(Layout.Boot.ACCEPTED_SEQ) == seq
        && mailbox.program() != Layout.NO_PROGRAM
        && mailbox.bootCount() == bootCount;
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
