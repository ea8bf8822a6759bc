// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.mailbox;

/**
 * Where things lie in the mailbox: layout version 6, as agent/MAILBOX.md describes it. Offsets and
 * sizes are in bytes.
 */
public final class Layout {
  /** The bytes {@code PSCIAGNT}. */
  public static final long MAGIC = 0x544e_4741_4943_5350L;

  public static final int VERSION = 6;

  /** The cores that the agent can tell apart. */
  public static final int CORES = 8;

  /** Stands for all cores whose MPIDR is not in the table of CONFIGURE. */
  public static final int STRANGER = 8;

  public static final int NO_PROGRAM = 0xffff_ffff;
  public static final int NO_STEP = 0xffff_ffff;
  public static final int NO_CORE = 0xffff_ffff;
  public static final int NO_PHASE = 0xffff;

  /** Where the host may place programs and logs. */
  public static final int FREE = 0x11000;

  /** The size of each record of a log. */
  public static final int RECORD_SIZE = 0x80;

  private Layout() {}

  /** What the boot core says of itself. */
  public static final class Boot {
    public static final int MAGIC = 0x00;
    public static final int LAYOUT_VERSION = 0x08;
    public static final int BOOT_COUNT = 0x0c;
    public static final int SLED_BASE = 0x18;
    public static final int SLED_STRIDE = 0x20;
    public static final int SLED_SLOTS = 0x24;
    public static final int EXCEPTION_LEVEL = 0x28;
    public static final int ACCEPTED_SEQ = 0x2c;
    public static final int MPIDR = 0x30;
    public static final int CNTFRQ = 0x38;
    public static final int DTB_OFFSET = 0x48;
    public static final int DTB_LENGTH = 0x4c;
    public static final int EXECUTION_STATE = 0x54;

    public static final int AARCH64 = 64;
    public static final int AARCH32 = 32;

    private Boot() {}
  }

  /** What the host orders. */
  public static final class Command {
    public static final int SEQ = 0x100;
    public static final int COMMAND = 0x104;
    public static final int CONDUIT = 0x108;
    public static final int CORE_COUNT = 0x10c;
    public static final int PATIENCE = 0x110;
    public static final int MPIDRS = 0x118;
    public static final int PROGRAM_COUNT = 0x158;
    public static final int PROGRAMS_OFFSET = 0x15c;
    public static final int LOGS = 0x160;
    public static final int GIC_VERSION = 0x1a8;
    public static final int GIC_DISTRIBUTOR = 0x1b0;
    public static final int GIC_CORES = 0x1b8;
    public static final int BARE_MODE = 0x1c0;
    public static final int BARE_COUNT = 0x1c4;
    public static final int BARE_CALLS_OFFSET = 0x1c8;
    public static final int BARE_TICKS = 0x1d0;

    public static final int CONFIGURE = 1;
    public static final int RUN = 2;
    public static final int BARE = 3;

    private Command() {}
  }

  /** How commands end. */
  public static final class Ended {
    public static final int WORDS = 0x200;
    public static final int PROGRAM = 0x248;
    public static final int BARE_DONE = 0x250;
    public static final int BARE_ELAPSED = 0x258;

    private Ended() {}
  }

  /** How far the boot before had come, if memory survived. */
  public static final class Before {
    public static final int PROGRAM = 0x280;
    public static final int LOG_COUNTS = 0x284;

    private Before() {}
  }

  /** What each core says of itself. */
  public static final class CoreBlock {
    public static final int FIRST = 0x400;
    public static final int SIZE = 0x80;
    public static final int HEARTBEAT = 0x00;
    public static final int COMPLETED = 0x08;
    public static final int REACHED = 0x0c;
    public static final int RUNNING = 0x10;
    public static final int ENTRIES = 0x14;
    public static final int STARTS = 0x18;
    public static final int LOG_COUNT = 0x38;
    public static final int SUSPENDED = 0x40;

    private CoreBlock() {}
  }

  /** The header of a program. */
  public static final class ProgramHeader {
    public static final int STEP_COUNT = 0x00;
    public static final int FLAGS = 0x04;
    public static final int OWN_STEPS = 0x08;
    public static final int SLOT_PHASE = 0x18;
    public static final int SLOTS = 64;
    public static final int SIZE = 0x98;

    public static final int WAKES = 0x01;
    public static final int RESTARTS = 0x02;

    private ProgramHeader() {}
  }

  /** One step of a program. */
  public static final class Step {
    public static final int X = 0x00;
    public static final int NEED = 0x20;
    public static final int CORE = 0x30;
    public static final int TOGETHER = 0x31;
    public static final int DIRTY = 0x32;
    public static final int FLAGS = 0x33;
    public static final int PHASE = 0x34;
    public static final int EFFECTS = 0x36;
    public static final int SKEW = 0x37;
    public static final int UNTIL_VALUE = 0x38;
    public static final int UNTIL_LIMIT = 0x3c;
    public static final int SIZE = 0x40;

    public static final int CHECK = 0x01;
    public static final int NORETURN = 0x02;
    public static final int UNSTAMPED = 0x04;
    public static final int UNTIL_EQUAL = 0x08;
    public static final int UNTIL_DIFFERENT = 0x10;
    public static final int WAKE = 0x20;
    public static final int TIMER = 0x40;

    public static final int STARTS = 0x01;
    public static final int LEAVES = 0x02;
    public static final int FREEZES = 0x04;
    public static final int SUSPENDS = 0x08;
    public static final int SETS_MODE = 0x10;
    public static final int LASTS = 0x20;
    public static final int GIVES_UP = 0x40;
    public static final int ENDS = 0x80;

    /** How many turns of an empty loop one unit of the skew is. */
    public static final int SKEW_UNIT = 16;

    private Step() {}
  }

  /** The first words of every record of a log. */
  public static final class Head {
    public static final int KIND = 0x00;
    public static final int CORE = 0x01;
    public static final int FLAGS = 0x02;
    public static final int PROGRAM = 0x04;

    public static final int CALL = 1;
    public static final int ENTRY = 2;
    public static final int SILENCE = 3;
    public static final int CRASH = 4;
    public static final int WAKE = 5;

    /** Flag of a CALL or an ENTRY: its {@code cleared} is valid. */
    public static final int CLEARED = 0x100;

    private Head() {}
  }

  /** A call of a log. */
  public static final class CallRecord {
    public static final int STEP = 0x08;
    public static final int BEGIN = 0x10;
    public static final int END = 0x18;
    public static final int X = 0x20;
    public static final int CHANGED = 0x40;
    public static final int ARGUMENTS = 0x48;
    public static final int CLEARED = 0x68;

    public static final int RETURNED = 0x01;
    public static final int PARKING = 0x02;
    public static final int CHECKED = 0x04;
    public static final int LIMIT = 0x08;
    public static final int SCTLR_CHANGED = 0x10;
    public static final int VBAR_CHANGED = 0x20;
    public static final int DAIF_CHANGED = 0x40;
    public static final int SPSEL_CHANGED = 0x80;
    public static final int STATE_CHANGED = 0xf0;

    private CallRecord() {}
  }

  /** An entry of a core. */
  public static final class EntryRecord {
    public static final int STAMP = 0x10;
    public static final int ADDRESS = 0x18;
    public static final int X = 0x20;
    public static final int CURRENT_EL = 0x40;
    public static final int CPSR = 0x40;
    public static final int DAIF = 0x48;
    public static final int SPSEL = 0x50;
    public static final int SCTLR = 0x58;
    public static final int MPIDR = 0x60;
    public static final int CNTFRQ = 0x68;
    public static final int CLEARED = 0x78;

    private EntryRecord() {}
  }

  /** A wait that was given up. */
  public static final class SilenceRecord {
    public static final int AWAITED = 0x08;
    public static final int WHAT = 0x0c;
    public static final int BEGIN = 0x10;
    public static final int END = 0x18;

    public static final int ENTRY = 1;
    public static final int PROGRESS = 2;
    public static final int OFF = 3;
    public static final int BARRIER = 4;
    public static final int RESULT = 5;
    public static final int WAKE_UP = 6;

    private SilenceRecord() {}
  }

  /** An exception that a core took. */
  public static final class CrashRecord {
    public static final int VECTOR = 0x08;
    public static final int ESR = 0x18;
    public static final int ELR = 0x20;
    public static final int FAR = 0x28;

    private CrashRecord() {}
  }

  /** An interrupt that was sent to a core, or a timer that was set. */
  public static final class WakeRecord {
    public static final int STEP = 0x08;
    public static final int TARGET = 0x0c;
    public static final int BEGIN = 0x10;
    public static final int END = 0x18;

    public static final int TIMER = 0x01;

    private WakeRecord() {}
  }
}
