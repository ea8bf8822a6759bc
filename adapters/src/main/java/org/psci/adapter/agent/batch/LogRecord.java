// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.batch;

import java.nio.ByteBuffer;
import org.psci.adapter.agent.mailbox.GarbledException;
import org.psci.adapter.agent.mailbox.Layout;

/** One record of a log: its fields, and the bounds in which they have to lie. */
final class LogRecord {
  private final ByteBuffer log;
  private int number;

  /**
   * The first record of a log.
   *
   * @param log a copy of the log
   */
  LogRecord(ByteBuffer log) {
    this.log = log;
  }

  /** Goes to another record of the same log. */
  void go(int other) {
    number = other;
  }

  private int at(int field) {
    return number * Layout.RECORD_SIZE + field;
  }

  int kind() {
    return log.get(at(Layout.Head.KIND)) & 0xff;
  }

  int core() {
    return log.get(at(Layout.Head.CORE)) & 0xff;
  }

  int flags() {
    return log.getShort(at(Layout.Head.FLAGS)) & 0xffff;
  }

  int program() {
    return log.getInt(at(Layout.Head.PROGRAM));
  }

  int word(int field) {
    return log.getInt(at(field));
  }

  long doubleWord(int field) {
    return log.getLong(at(field));
  }

  /** X0 to X3 in a field. */
  long x(int field, int register) {
    return doubleWord(field + Long.BYTES * register);
  }

  /** A stamp that is not before another one. */
  long stamp(String name, int field, long earliest) throws GarbledException {
    long stamp = doubleWord(field);
    if (stamp < earliest || stamp == Long.MAX_VALUE) {
      throw garbled(name, stamp, "a stamp from " + earliest + " on");
    }
    return stamp;
  }

  GarbledException garbled(String field, long value, String expected) {
    return new GarbledException("record " + number + " of its log: " + field, value, expected);
  }
}
