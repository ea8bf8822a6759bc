// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.psci.conformance.program.Dirt;
import org.psci.conformance.program.Phase;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.Repeat;
import org.psci.conformance.program.Step;
import org.psci.conformance.program.Value;
import org.psci.conformance.target.Placement;
import org.psci.spec.model.Call;
import org.psci.spec.vocabulary.PsciFunction;

/** A program as the agent takes it. Core numbers are those of the machine. */
final class ProgramEncoder {
  private static final int SLOT_STRIDE = 16;

  private final Placement placement;
  private final ByteBuffer out;

  /** How many steps each core has in the phases so far. */
  private final int[] ownSteps = new int[Layout.CORES];

  private final int[] slotPhase = new int[Layout.ProgramHeader.SLOTS];
  private int position = Layout.ProgramHeader.SIZE;

  private ProgramEncoder(Placement placement, int size) {
    this.placement = placement;
    this.out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.fill(slotPhase, Layout.NO_PHASE);
  }

  /** The size of a program in bytes, a multiple of 8. */
  static int size(Program program) {
    return Layout.ProgramHeader.SIZE + program.steps().size() * Layout.Step.SIZE;
  }

  static ByteBuffer encode(Program program, Placement placement) {
    return new ProgramEncoder(placement, size(program)).encode(program);
  }

  private ByteBuffer encode(Program program) {
    int number = 0;
    for (Phase phase : program.phases()) {
      phase(phase, number++);
    }
    int stepCount = (position - Layout.ProgramHeader.SIZE) / Layout.Step.SIZE;
    out.putInt(Layout.ProgramHeader.STEP_COUNT, stepCount);
    putShorts(Layout.ProgramHeader.OWN_STEPS, ownSteps);
    putShorts(Layout.ProgramHeader.SLOT_PHASE, slotPhase);
    return out;
  }

  /** No step of a phase begins before all steps of the phases before it are complete. */
  private void phase(Phase phase, int number) {
    int[] need = ownSteps.clone();
    int together = 0;
    if (phase.steps().size() > 1) {
      for (Step step : phase.steps()) {
        together |= 1 << placement.core(step.core());
      }
    }
    for (Step step : phase.steps()) {
      int core = placement.core(step.core());
      step(step, core, number, together);
      putShorts(position + Layout.Step.NEED, need);
      out.putShort(position + Layout.Step.NEED + Short.BYTES * core, (short) 0);
      ownSteps[core]++;
      position += Layout.Step.SIZE;
    }
  }

  private void step(Step step, int core, int phase, int together) {
    Call call = placement.call(step.core(), step.invocation());
    for (int register = 0; register < 4; register++) {
      out.putLong(position + Layout.Step.X + Long.BYTES * register, call.register(register));
    }
    for (Value value : step.invocation().arguments()) {
      if (value instanceof Value.Entry entry) {
        handOut(entry, phase);
      }
    }
    int flags = Layout.Step.CHECK;
    if (call.functionId() == PsciFunction.CPU_OFF.smc32()) {
      flags |= Layout.Step.NORETURN;
    }
    if (step.repeat().isPresent()) {
      Repeat repeat = step.repeat().get();
      flags |=
          repeat.kind() == Repeat.Kind.UNTIL
              ? Layout.Step.UNTIL_EQUAL
              : Layout.Step.UNTIL_DIFFERENT;
      out.putInt(position + Layout.Step.UNTIL_VALUE, repeat.value());
    }
    out.put(position + Layout.Step.CORE, (byte) core);
    out.put(position + Layout.Step.TOGETHER, (byte) together);
    out.put(position + Layout.Step.DIRTY, (byte) dirty(step));
    out.put(position + Layout.Step.FLAGS, (byte) flags);
    out.putShort(position + Layout.Step.PHASE, (short) phase);
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
