// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.batch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.psci.adapter.agent.batch.Plan.Action;
import org.psci.adapter.agent.batch.Plan.Calling;
import org.psci.adapter.agent.batch.Plan.Waking;
import org.psci.adapter.agent.mailbox.Layout;
import org.psci.conformance.program.Dirt;
import org.psci.conformance.program.Repeat;
import org.psci.conformance.program.Step;
import org.psci.conformance.program.Value;
import org.psci.conformance.target.Parking;
import org.psci.spec.model.Call;
import org.psci.spec.vocabulary.PsciFunction;

/** Programs as the agent takes them. */
final class ProgramEncoder {
  private static final int SLOT_STRIDE = 16;
  private static final int MICROS_PER_SECOND = 1_000_000;

  /**
   * Turns of an empty loop before a wake-up, so that its target has fallen asleep: some hundredths
   * of a millisecond under an emulator.
   */
  private static final int TURNS_UNTIL_ASLEEP = 4000;

  private final ByteBuffer out;
  private final long ticksPerSecond;
  private final Parking parking;

  /** How many steps each core has in the phases so far. */
  private final int[] need = new int[Layout.CORES];

  /** The same with those of the phase that is being written. */
  private final int[] ownSteps = new int[Layout.CORES];

  private final int[] slotPhase = new int[Layout.ProgramHeader.SLOTS];

  /** Where the program begins that is being written. */
  private int start;

  /** Where its next step goes. */
  private int position;

  /**
   * @param out where programs go, from its position on
   * @param ticksPerSecond of the counter that timers are set by
   * @param parking how the programs end
   */
  ProgramEncoder(ByteBuffer out, long ticksPerSecond, Parking parking) {
    this.out = out.order(ByteOrder.LITTLE_ENDIAN);
    this.ticksPerSecond = ticksPerSecond;
    this.parking = parking;
  }

  /** The size of a program in bytes, a multiple of 8. */
  static int size(Plan plan) {
    return Layout.ProgramHeader.SIZE + plan.actions().size() * Layout.Step.SIZE;
  }

  /** A program alone, which parks by asking. */
  static ByteBuffer encode(Plan plan, long ticksPerSecond) {
    ByteBuffer bytes = ByteBuffer.allocate(size(plan)).order(ByteOrder.LITTLE_ENDIAN);
    new ProgramEncoder(bytes, ticksPerSecond, Parking.BY_ASKING).write(plan, false);
    return bytes;
  }

  /**
   * Writes a program behind those before it.
   *
   * @param unstamped whether its calls go without stamps and checks; only for a plain one
   */
  void write(Plan plan, boolean unstamped) {
    start = out.position();
    position = start + Layout.ProgramHeader.SIZE;
    out.putInt(start + Layout.ProgramHeader.STEP_COUNT, plan.actions().size());
    out.putInt(start + Layout.ProgramHeader.FLAGS, flags(plan));
    Arrays.fill(slotPhase, Layout.NO_PHASE);
    if (unstamped) {
      questions(plan);
    } else {
      actions(plan);
    }
    putShorts(start + Layout.ProgramHeader.SLOT_PHASE, slotPhase);
    putShorts(start + Layout.ProgramHeader.OWN_STEPS, ownSteps);
    out.position(position);
  }

  private int flags(Plan plan) {
    return (plan.wakes() ? Layout.ProgramHeader.WAKES : 0)
        | (parking == Parking.BY_RESTART ? Layout.ProgramHeader.RESTARTS : 0);
  }

  /** Calls of core 0 that need nothing around them. */
  private void questions(Plan plan) {
    Arrays.fill(ownSteps, 0);
    Arrays.fill(need, 0);
    for (Action action : plan.actions()) {
      Calling calling = (Calling) action;
      registers(calling.call());
      out.putLong(position + Layout.Step.NEED, 0);
      out.putLong(position + Layout.Step.NEED + Long.BYTES, 0);
      control(calling, 0, 0, Layout.Step.UNSTAMPED);
      out.putLong(position + Layout.Step.UNTIL_VALUE, 0);
      position += Layout.Step.SIZE;
    }
    ownSteps[0] = plan.actions().size();
  }

  /** No step of a phase begins before all steps of the phases before it are complete. */
  private void actions(Plan plan) {
    Arrays.fill(ownSteps, 0);
    int phase = -1;
    for (Action action : plan.actions()) {
      if (action.phase() != phase) {
        phase = action.phase();
        System.arraycopy(ownSteps, 0, need, 0, need.length);
      }
      putShorts(position + Layout.Step.NEED, need);
      out.putShort(position + Layout.Step.NEED + Short.BYTES * action.core(), (short) 0);
      out.putLong(position + Layout.Step.UNTIL_VALUE, 0);
      if (action instanceof Calling calling) {
        call(calling);
      } else {
        wake((Waking) action);
      }
      ownSteps[action.core()]++;
      position += Layout.Step.SIZE;
    }
  }

  private void call(Calling calling) {
    Step step = calling.step();
    registers(calling.call());
    for (Value value : step.invocation().arguments()) {
      if (value instanceof Value.Entry entry) {
        handOut(entry, calling.phase());
      }
    }
    int flags = Layout.Step.CHECK;
    int effects = effects(calling);
    if ((effects & (Layout.Step.LEAVES | Layout.Step.SUSPENDS)) != 0) {
      flags |= Layout.Step.NORETURN;
    }
    if (calling.timer() != 0) {
      flags |= Layout.Step.TIMER;
      out.putInt(position + Layout.Step.UNTIL_LIMIT, ticks(calling.timer()));
    } else if (step.repeat().isPresent()) {
      Repeat repeat = step.repeat().get();
      flags |=
          repeat.kind() == Repeat.Kind.UNTIL
              ? Layout.Step.UNTIL_EQUAL
              : Layout.Step.UNTIL_DIFFERENT;
      out.putInt(position + Layout.Step.UNTIL_VALUE, repeat.value());
    }
    control(calling, calling.together(), dirty(step), flags);
    out.put(position + Layout.Step.EFFECTS, (byte) effects);
    out.put(position + Layout.Step.SKEW, (byte) step.skew());
  }

  /** What the agent has to know of the function that is called. */
  private int effects(Calling calling) {
    if (doesNotBelieve(calling)) {
      return Layout.Step.GIVES_UP;
    }
    return PsciFunction.of(calling.call().functionId())
        .map(
            function ->
                switch (function) {
                  case CPU_ON -> Layout.Step.STARTS;
                  case CPU_OFF -> Layout.Step.LEAVES;
                  case CPU_FREEZE -> Layout.Step.LEAVES | Layout.Step.FREEZES;
                  case CPU_SUSPEND, CPU_DEFAULT_SUSPEND, SYSTEM_SUSPEND -> Layout.Step.SUSPENDS;
                  case PSCI_SET_SUSPEND_MODE -> Layout.Step.SETS_MODE;
                  case MIGRATE -> Layout.Step.LASTS;
                  case NODE_HW_STATE -> Layout.Step.GIVES_UP;
                  case SYSTEM_OFF, SYSTEM_OFF2, SYSTEM_RESET, SYSTEM_RESET2 -> Layout.Step.ENDS;
                  default -> 0;
                })
        .orElse(0);
  }

  /** Where programs end without AFFINITY_INFO nobody waits long for what it says. */
  private boolean doesNotBelieve(Calling calling) {
    return parking == Parking.BY_RESTART
        && calling.step().repeat().isPresent()
        && calling.call().is(PsciFunction.AFFINITY_INFO);
  }

  private void wake(Waking waking) {
    out.putLong(position + Layout.Step.X, waking.target());
    for (int register = 1; register < 4; register++) {
      out.putLong(position + Layout.Step.X + Long.BYTES * register, 0);
    }
    control(waking, 0, 0, Layout.Step.WAKE);
    if (waking.late()) {
      out.put(position + Layout.Step.SKEW, (byte) (TURNS_UNTIL_ASLEEP / Layout.Step.SKEW_UNIT));
    }
  }

  private void registers(Call call) {
    out.putLong(position + Layout.Step.X, call.x0());
    out.putLong(position + Layout.Step.X + Long.BYTES, call.x1());
    out.putLong(position + Layout.Step.X + 2 * Long.BYTES, call.x2());
    out.putLong(position + Layout.Step.X + 3 * Long.BYTES, call.x3());
  }

  private void control(Action action, int together, int dirty, int flags) {
    out.put(position + Layout.Step.CORE, (byte) action.core());
    out.put(position + Layout.Step.TOGETHER, (byte) together);
    out.put(position + Layout.Step.DIRTY, (byte) dirty);
    out.put(position + Layout.Step.FLAGS, (byte) flags);
    out.putShort(position + Layout.Step.PHASE, (short) action.phase());
    out.put(position + Layout.Step.EFFECTS, (byte) 0);
    out.put(position + Layout.Step.SKEW, (byte) 0);
  }

  private int ticks(int micros) {
    long ticks = Math.max(1, Math.multiplyExact(micros, ticksPerSecond) / MICROS_PER_SECOND);
    return (int) Math.min(ticks, 0xffff_ffffL);
  }

  /**
   * A core that comes in through a slot goes on behind the phase that handed it out. Of several
   * phases the first counts: a step made late is better than one that is never made.
   */
  private void handOut(Value.Entry entry, int phase) {
    int slot = entry.slot() + entry.offset() / SLOT_STRIDE;
    if (slot < slotPhase.length) {
      slotPhase[slot] = Math.min(slotPhase[slot], phase);
    }
  }

  private static int dirty(Step step) {
    int bits = 0;
    for (Dirt dirt : step.dirt()) {
      bits |=
          switch (dirt) {
            case MMU -> 0x01;
            case DAIF -> 0x02;
            case BE -> 0x04;
            case VBAR -> 0x08;
            case REGS -> 0x10;
          };
    }
    return bits;
  }

  private void putShorts(int offset, int[] values) {
    for (int index = 0; index < values.length; index++) {
      out.putShort(offset + Short.BYTES * index, (short) values[index]);
    }
  }
}
