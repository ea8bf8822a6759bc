// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.mailbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The memory that the agent and its host share. Whatever the agent wrote is read as if a stranger
 * had written it: no value of it leads outside the mailbox.
 *
 * <p>Words are read with acquire and written with release semantics: who sees a sequence number
 * sees everything that was written before it.
 */
public final class Mailbox {
  private static final VarHandle WORD =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLE_WORD =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The smallest mailbox in bytes that an agent takes. */
  public static final int LEAST_SIZE = 0x20000;

  private final ByteBuffer memory;
  private final Transport transport;

  /**
   * A mailbox that host and agent both map.
   *
   * @param memory the mailbox from its first byte to its last, outside of the Java heap
   * @throws IllegalArgumentException if it is too small
   */
  public Mailbox(ByteBuffer memory) {
    this(memory, Transport.NONE);
  }

  /**
   * A mailbox of which the host has a copy.
   *
   * @param memory the copy, outside of the Java heap
   * @param transport who carries what changes between the two
   */
  public Mailbox(ByteBuffer memory, Transport transport) {
    if (!memory.isDirect() || memory.capacity() < LEAST_SIZE) {
      throw new IllegalArgumentException(
          "a mailbox is direct memory of at least " + LEAST_SIZE + " bytes");
    }
    this.memory = memory.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    this.transport = transport;
  }

  public int size() {
    return memory.capacity();
  }

  public int word(int offset) {
    return (int) WORD.getAcquire(memory, offset);
  }

  public long doubleWord(int offset) {
    return (long) DOUBLE_WORD.getAcquire(memory, offset);
  }

  public void putWord(int offset, int value) {
    WORD.setRelease(memory, offset, value);
    transport.written(offset, Integer.BYTES);
  }

  public void putDoubleWord(int offset, long value) {
    DOUBLE_WORD.setRelease(memory, offset, value);
    transport.written(offset, Long.BYTES);
  }

  public void put(int offset, ByteBuffer bytes) {
    memory.put(offset, bytes, bytes.position(), bytes.remaining());
    transport.written(offset, bytes.remaining());
  }

  /** Brings the agent what the host has written, if it does not see it by itself. */
  public void send() {
    transport.send();
  }

  /** Takes in what the agent has written, if the host does not see it by itself. */
  public void receive() {
    transport.receive();
  }

  /**
   * The cores that run and show no sign of life, as bits, after the agent has ended a batch; -1 if
   * nobody has looked.
   */
  public int still() {
    return transport.still();
  }

  /** A copy of a part, which does not change any more. */
  public ByteBuffer copy(int offset, int length) {
    byte[] bytes = new byte[length];
    memory.get(offset, bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** How often an agent has booted here; 0 if none has. */
  public int bootCount() {
    int count = word(Layout.Boot.BOOT_COUNT);
    return doubleWord(Layout.Boot.MAGIC) == Layout.MAGIC ? count : 0;
  }

  /** Whether an agent has booted here. */
  public boolean hasBooted() {
    return bootCount() != 0;
  }

  /** Whether there is something to read as a device tree. */
  public boolean hasDeviceTree() {
    return word(Layout.Boot.DTB_LENGTH) != 0;
  }

  /** After another boot: the logs are again what they were before it. Nothing may run any more. */
  public void bringBackLogs() {
    putWord(Layout.Ended.PROGRAM, word(Layout.Before.PROGRAM));
    for (int core = 0; core <= Layout.STRANGER; core++) {
      putWord(
          block(core, Layout.CoreBlock.LOG_COUNT),
          word(Layout.Before.LOG_COUNTS + Integer.BYTES * core));
    }
  }

  /** The device tree that the agent was given; empty if there was none. */
  public byte[] deviceTree() throws GarbledException {
    transport.fetchDeviceTree();
    long offset = word(Layout.Boot.DTB_OFFSET) & 0xffff_ffffL;
    long length = word(Layout.Boot.DTB_LENGTH) & 0xffff_ffffL;
    if (offset + length > Layout.FREE) {
      throw new GarbledException("dtb_offset + dtb_length", offset + length, "inside its area");
    }
    return copy((int) offset, (int) length).array();
  }

  /**
   * What {@code ended} of a core, or of the strangers, says of a command; -1 while it is silent.
   */
  public long status(int core, int seq) {
    long ended = doubleWord(Layout.Ended.WORDS + Long.BYTES * core);
    return ended >>> 32 == (seq & 0xffff_ffffL) ? ended & 0xffff_ffffL : -1;
  }

  public int program() {
    return word(Layout.Ended.PROGRAM);
  }

  private static int block(int core, int field) {
    return Layout.CoreBlock.FIRST + core * Layout.CoreBlock.SIZE + field;
  }

  public long heartbeat(int core) {
    return doubleWord(block(core, Layout.CoreBlock.HEARTBEAT));
  }

  public int completed(int core) {
    return word(block(core, Layout.CoreBlock.COMPLETED));
  }

  public int reached(int core) {
    return word(block(core, Layout.CoreBlock.REACHED));
  }

  public boolean isRunning(int core) {
    return word(block(core, Layout.CoreBlock.RUNNING)) != 0;
  }

  /** Whether a core is in a CPU_SUSPEND; it is running all the same. */
  public boolean isSuspended(int core) {
    return word(block(core, Layout.CoreBlock.SUSPENDED)) != 0;
  }

  public int entries(int core) {
    return word(block(core, Layout.CoreBlock.ENTRIES));
  }

  int starts(int caller, int target) {
    return word(block(caller, Layout.CoreBlock.STARTS + Integer.BYTES * target));
  }

  public int logCount(int core) {
    return word(block(core, Layout.CoreBlock.LOG_COUNT));
  }

  /** Whether a core was started, as far as its starters know, and has not come in. */
  public boolean isStartOutstanding(int core) {
    int entries = entries(core);
    int starts = 0;
    for (int caller = 0; caller < Layout.CORES; caller++) {
      starts += starts(caller, core);
    }
    return starts - entries > 0;
  }
}
