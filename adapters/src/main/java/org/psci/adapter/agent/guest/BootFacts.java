// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.guest;

import org.psci.adapter.agent.mailbox.GarbledException;
import org.psci.adapter.agent.mailbox.Layout;
import org.psci.adapter.agent.mailbox.Mailbox;
import org.psci.spec.model.EntryPoints;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.Mpidr;

/**
 * What the agent says of itself when it has booted.
 *
 * @param executionState that it runs in
 * @param entries its sled
 * @param exceptionLevel at which it runs, 1 or 2
 * @param bootCore the affinity of the core that booted
 * @param ticksPerSecond the frequency of the counter that its stamps are read from
 */
public record BootFacts(
    ExecutionState executionState,
    EntryPoints entries,
    int exceptionLevel,
    Mpidr bootCore,
    long ticksPerSecond) {
  private static final int SLOT_STRIDE = 16;
  private static final long MOST_TICKS_PER_SECOND = 1L << 40;

  /** The facts in a mailbox whose agent has booted. */
  public static BootFacts read(Mailbox mailbox) throws GarbledException {
    expect("layout_version", mailbox.word(Layout.Boot.LAYOUT_VERSION), Layout.VERSION);
    expect("sled_stride", mailbox.word(Layout.Boot.SLED_STRIDE), SLOT_STRIDE);
    expect("sled_slots", mailbox.word(Layout.Boot.SLED_SLOTS), Layout.ProgramHeader.SLOTS);
    ExecutionState state = executionState(mailbox.word(Layout.Boot.EXECUTION_STATE));
    long base = mailbox.doubleWord(Layout.Boot.SLED_BASE);
    if (base % SLOT_STRIDE != 0) {
      throw new GarbledException("sled_base", base, "a multiple of " + SLOT_STRIDE);
    }
    int level = mailbox.word(Layout.Boot.EXCEPTION_LEVEL);
    if (level != 1 && level != 2) {
      throw new GarbledException("exception_level", level & 0xffff_ffffL, "1 or 2");
    }
    long frequency = mailbox.doubleWord(Layout.Boot.CNTFRQ);
    if (frequency <= 0 || frequency > MOST_TICKS_PER_SECOND) {
      throw new GarbledException("cntfrq", frequency, "a frequency");
    }
    return new BootFacts(
        state,
        new EntryPoints(base, SLOT_STRIDE, Layout.ProgramHeader.SLOTS),
        level,
        Mpidr.ofRegister(mailbox.doubleWord(Layout.Boot.MPIDR)),
        frequency);
  }

  private static ExecutionState executionState(int bits) throws GarbledException {
    return switch (bits) {
      case Layout.Boot.AARCH64 -> ExecutionState.AARCH64;
      case Layout.Boot.AARCH32 -> ExecutionState.AARCH32;
      default -> throw new GarbledException("execution_state", bits & 0xffff_ffffL, "64 or 32");
    };
  }

  private static void expect(String field, int value, int expected) throws GarbledException {
    if (value != expected) {
      throw new GarbledException(field, value & 0xffff_ffffL, String.valueOf(expected));
    }
  }
}
