// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.psci.adapter.agent.batch.Batch;
import org.psci.adapter.agent.batch.BatchEnd;
import org.psci.adapter.agent.batch.LogReader;
import org.psci.adapter.agent.batch.ProgramQueue;
import org.psci.adapter.agent.batch.Programs;
import org.psci.adapter.agent.mailbox.Layout;
import org.psci.adapter.agent.mailbox.Mailbox;
import org.psci.conformance.history.History;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.Parking;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.TargetException;
import org.psci.spec.vocabulary.ExecutionState;

/** A mailbox into which a test writes what an agent would have written. */
public final class HandMadeMailbox {
  public static final int CORES = 2;
  public static final long TICKS_PER_SECOND = 10_000;
  static final Duration PATIENCE = Duration.ofMillis(100);
  static final int SEQ = 1;
  private static final int SIZE = 2 * Mailbox.LEAST_SIZE;

  final Profile profile;
  public final ByteBuffer memory = ByteBuffer.allocateDirect(SIZE).order(ByteOrder.LITTLE_ENDIAN);
  final Mailbox mailbox = new Mailbox(memory);
  public final Batch batch;

  public HandMadeMailbox(Program... programs) {
    this(ExecutionState.AARCH64, programs);
  }

  public HandMadeMailbox(ExecutionState state, Program... programs) {
    this(state, Parking.BY_ASKING, programs);
  }

  public HandMadeMailbox(ExecutionState state, Parking parking, Program... programs) {
    profile = Programs.machine(CORES, state);
    ProgramQueue queue = new ProgramQueue(List.of(programs).iterator());
    Batch.Area area = new Batch.Area(Layout.FREE, SIZE);
    batch = Objects.requireNonNull(Batch.of(queue, profile, parking, CORES, area, programs.length));
    memory.putLong(Layout.Boot.MAGIC, Layout.MAGIC);
    memory.putInt(Layout.Boot.LAYOUT_VERSION, Layout.VERSION);
    memory.putInt(Layout.Boot.BOOT_COUNT, 1);
    memory.putLong(Layout.Boot.SLED_BASE, Programs.SLED);
    memory.putInt(Layout.Boot.SLED_STRIDE, 16);
    memory.putInt(Layout.Boot.SLED_SLOTS, Programs.SLOTS);
    memory.putInt(Layout.Boot.EXECUTION_STATE, state == ExecutionState.AARCH64 ? 64 : 32);
    memory.putInt(Layout.Boot.EXCEPTION_LEVEL, 1);
    memory.putInt(Layout.Boot.ACCEPTED_SEQ, SEQ);
    memory.putLong(Layout.Boot.CNTFRQ, TICKS_PER_SECOND);
    memory.putInt(Layout.Boot.DTB_OFFSET, 0x1000);
    program(0);
    block(0, Layout.CoreBlock.RUNNING, 1);
  }

  public HandMadeMailbox program(int index) {
    memory.putInt(Layout.Ended.PROGRAM, index);
    return this;
  }

  public HandMadeMailbox block(int core, int field, int value) {
    memory.putInt(Layout.CoreBlock.FIRST + core * Layout.CoreBlock.SIZE + field, value);
    return this;
  }

  public HandMadeMailbox ended(int core, int status) {
    memory.putLong(
        Layout.Ended.WORDS + Long.BYTES * core, (long) SEQ << 32 | (status & 0xffff_ffffL));
    return this;
  }

  /** Where record {@code number} of a core lies. */
  public int at(int core, int number) {
    return batch.logOffset(core) + number * Layout.RECORD_SIZE;
  }

  private int open(int core, int kind, int flags, int program) {
    int count = mailbox.logCount(core);
    int at = at(core, count);
    memory.put(at + Layout.Head.KIND, (byte) kind);
    memory.put(at + Layout.Head.CORE, (byte) core);
    memory.putShort(at + Layout.Head.FLAGS, (short) flags);
    memory.putInt(at + Layout.Head.PROGRAM, program);
    block(core, Layout.CoreBlock.LOG_COUNT, count + 1);
    return at;
  }

  /** A call that has returned, and was checked. */
  public HandMadeMailbox call(int core, int program, int step, long begin, long end, long x0) {
    int at =
        open(
            core,
            Layout.Head.CALL,
            Layout.CallRecord.RETURNED | Layout.CallRecord.CHECKED,
            program);
    memory.putInt(at + Layout.CallRecord.STEP, step);
    memory.putLong(at + Layout.CallRecord.BEGIN, begin);
    memory.putLong(at + Layout.CallRecord.END, end);
    memory.putLong(at + Layout.CallRecord.X, x0);
    return this;
  }

  /** The last call of core 0 was the last try of a repeated one. */
  public HandMadeMailbox limit() {
    int at = at(0, mailbox.logCount(0) - 1) + Layout.Head.FLAGS;
    memory.putShort(at, (short) (memory.getShort(at) | Layout.CallRecord.LIMIT));
    return this;
  }

  /** A call that has not returned. */
  public HandMadeMailbox openCall(int core, int program, int step, long begin) {
    int at = open(core, Layout.Head.CALL, 0, program);
    memory.putInt(at + Layout.CallRecord.STEP, step);
    memory.putLong(at + Layout.CallRecord.BEGIN, begin);
    return this;
  }

  public HandMadeMailbox parkingCall(
      int core, int program, long begin, long end, long result, long x0, long x1) {
    int flags = Layout.CallRecord.PARKING | (end == 0 ? 0 : Layout.CallRecord.RETURNED);
    int at = open(core, Layout.Head.CALL, flags, program);
    memory.putInt(at + Layout.CallRecord.STEP, Layout.NO_STEP);
    memory.putLong(at + Layout.CallRecord.BEGIN, begin);
    memory.putLong(at + Layout.CallRecord.END, end);
    memory.putLong(at + Layout.CallRecord.X, result);
    memory.putLong(at + Layout.CallRecord.ARGUMENTS, x0);
    memory.putLong(at + Layout.CallRecord.ARGUMENTS + Long.BYTES, x1);
    return this;
  }

  public HandMadeMailbox entry(int core, int program, long stamp, int slot, long x0) {
    int at = open(core, Layout.Head.ENTRY, 0, program);
    memory.putLong(at + Layout.EntryRecord.STAMP, stamp);
    memory.putLong(at + Layout.EntryRecord.ADDRESS, Programs.SLED + 16L * slot);
    memory.putLong(at + Layout.EntryRecord.X, x0);
    memory.putLong(at + Layout.EntryRecord.CURRENT_EL, 1 << 2);
    memory.putLong(at + Layout.EntryRecord.DAIF, 0x3c0);
    memory.putLong(at + Layout.EntryRecord.SPSEL, 1);
    memory.putLong(at + Layout.EntryRecord.SCTLR, 0x30d0_0800L);
    memory.putLong(at + Layout.EntryRecord.MPIDR, 0x8000_0000L | core);
    memory.putLong(at + Layout.EntryRecord.CNTFRQ, TICKS_PER_SECOND);
    return this;
  }

  public HandMadeMailbox silence(
      int core, int program, int awaited, int what, long begin, long end) {
    int at = open(core, Layout.Head.SILENCE, 0, program);
    memory.putInt(at + Layout.SilenceRecord.AWAITED, awaited);
    memory.putInt(at + Layout.SilenceRecord.WHAT, what);
    memory.putLong(at + Layout.SilenceRecord.BEGIN, begin);
    memory.putLong(at + Layout.SilenceRecord.END, end);
    return this;
  }

  /** A core sends an interrupt; with step {@link Layout#NO_STEP} while parking. */
  public HandMadeMailbox wake(int core, int program, int step, int target, long begin, long end) {
    int at = open(core, Layout.Head.WAKE, 0, program);
    memory.putInt(at + Layout.WakeRecord.STEP, step);
    memory.putInt(at + Layout.WakeRecord.TARGET, target);
    memory.putLong(at + Layout.WakeRecord.BEGIN, begin);
    memory.putLong(at + Layout.WakeRecord.END, end);
    return this;
  }

  /** A core sets its timer. */
  public HandMadeMailbox timer(int core, int program, int step, long fires) {
    wake(core, program, step, core, fires, fires);
    int at = at(core, mailbox.logCount(core) - 1);
    memory.putShort(at + Layout.Head.FLAGS, (short) Layout.WakeRecord.TIMER);
    return this;
  }

  /** When the core had cleared what was pending, in its last record. */
  public HandMadeMailbox cleared(int core, int field, long stamp) {
    int at = at(core, mailbox.logCount(core) - 1);
    memory.putLong(at + field, stamp);
    int flags = at + Layout.Head.FLAGS;
    memory.putShort(flags, (short) (memory.getShort(flags) | Layout.Head.CLEARED));
    return this;
  }

  /** A call without stamps and checks. */
  public HandMadeMailbox question(int program, int step, long x0) {
    call(0, program, step, 0, 0, x0);
    int at = at(0, mailbox.logCount(0) - 1);
    memory.putShort(at + Layout.Head.FLAGS, (short) Layout.CallRecord.RETURNED);
    return this;
  }

  public HandMadeMailbox crash(int core, int program) {
    int at = open(core, Layout.Head.CRASH, 0, program);
    memory.putInt(at + Layout.CrashRecord.VECTOR, 4);
    memory.putLong(at + Layout.CrashRecord.ESR, 0x9600_0010L);
    memory.putLong(at + Layout.CrashRecord.ELR, 0x4020_1234L);
    memory.putLong(at + Layout.CrashRecord.FAR, 0xdead_0000L);
    return this;
  }

  /** What the host makes of it. */
  public List<History> read(AgentMachine machine) {
    BatchEnd end =
        new BatchWatch(mailbox, machine, batch, CORES, new Deadlines(PATIENCE), SEQ, 1).await();
    return new LogReader(
            mailbox, batch, profile, CORES, PATIENCE.toMillis() * TICKS_PER_SECOND / 1000)
        .histories(end);
  }

  public List<History> read() {
    return read(new StillMachine());
  }

  /** The last history of it. */
  public History last() {
    List<History> histories = read();
    return histories.get(histories.size() - 1);
  }

  AgentSession session(AgentMachine machine) throws TargetException {
    return new AgentSession(mailbox, machine, PATIENCE);
  }
}
