// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import java.util.function.Predicate;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.Parameter;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Topology;

/**
 * One call as the implementation gets it: who calls, and what is in the first four registers. Which
 * part of a register counts is decided here (DEN0022F.b, 5.2; SMCCC): the function id and all
 * arguments of an SMC32 call are 32 bits wide, whatever stands above.
 *
 * @param caller index of the calling core
 * @param x0 X0 or R0, with the function id in its lower half
 * @param x1 X1 or R1
 * @param x2 X2 or R2
 * @param x3 X3 or R3
 * @param state the Execution state of the caller
 * @param asItIs what is read of registers that does not count, by an implementation that gets it
 *     wrong: bits 0 to 3 for all 64 bits of X0 to X3, {@link #BIT_0_OF_ENTRY}, {@link
 *     #INDEX_FOR_MPIDR}; 0 for a right one
 */
public record Call(
    int caller, long x0, long x1, long x2, long x3, ExecutionState state, int asItIs) {
  /** Stands in {@code asItIs} for bit 0 of the entry point of an AArch32 caller. */
  public static final int BIT_0_OF_ENTRY = 1 << 4;

  /** Stands in {@code asItIs} for an MPIDR that is taken for the index of a core. */
  public static final int INDEX_FOR_MPIDR = 1 << 5;

  private static final long LOWER_HALF = 0xffff_ffffL;

  /** A value that no parameter of 32 bits may have: what one is that has junk above them. */
  private static final int NO_WORD = 0x7fff_fffd;

  /** An id that names no function: what one is that has junk above its 32 bits. */
  private static final int NO_ID = 0x8400_001f;

  /** A call whose registers are read as they should. */
  public Call(int caller, long x0, long x1, long x2, long x3, ExecutionState state) {
    this(caller, x0, x1, x2, x3, state, 0);
  }

  /** The same call as an implementation reads it for which more of these registers counts. */
  public Call reading(int more) {
    return new Call(caller, x0, x1, x2, x3, state, asItIs | more);
  }

  /** The same call with another X1. */
  public Call withX1(long other) {
    return new Call(caller, x0, other, x2, x3, state, asItIs);
  }

  /** The same call, of whose arguments only the lower halves are read. */
  public Call halved() {
    return new Call(caller, x0, x1 & LOWER_HALF, x2 & LOWER_HALF, x3 & LOWER_HALF, state, asItIs);
  }

  private boolean isReadAsItIs(int number) {
    return (asItIs >>> number & 1) == 1;
  }

  public int functionId() {
    return isReadAsItIs(0) && x0 >>> 32 != 0 ? NO_ID : (int) x0;
  }

  /** Whether the call is of this function, in either width. */
  public boolean is(PsciFunction function) {
    return function.hasId(functionId());
  }

  public CallWidth width() {
    return CallWidth.of(functionId());
  }

  /** Argument 1, 2 or 3 of a parameter that is as wide as the call, zero-extended. */
  public long wide(int number) {
    boolean whole = width() == CallWidth.SMC64 || isReadAsItIs(number);
    return whole ? register(number) : register(number) & LOWER_HALF;
  }

  /** The index of the core that X1 names by its affinity fields, or -1 if it names none. */
  public int core(Topology topology) {
    long named = wide(1);
    boolean isIndex = (asItIs & INDEX_FOR_MPIDR) != 0;
    return isIndex
        ? (named >= 0 && named < topology.size() ? (int) named : -1)
        : topology.indexOf(named);
  }

  /** Argument 1, 2 or 3 of a parameter that is declared uint32, in either width. */
  public int word(int number) {
    long register = register(number);
    return isReadAsItIs(number) && register >>> 32 != 0 ? NO_WORD : (int) register;
  }

  /**
   * An entry point: bit 0 of what an AArch32 caller passes is no address but asks for T32
   * (6.4.3.5).
   */
  public long entryPoint(int number) {
    boolean selects = state == ExecutionState.AARCH32 && (asItIs & BIT_0_OF_ENTRY) == 0;
    return selects ? wide(number) & ~1L : wide(number);
  }

  /**
   * Where the core that the call is about is to enter, by the entry point parameter of the
   * function.
   *
   * @throws IllegalArgumentException if the function has none
   */
  public long entryPoint() {
    return entryPoint(entryRegister());
  }

  /** Whether the entry point asks an AArch32 core to start in T32. */
  public boolean startsInT32() {
    return state == ExecutionState.AARCH32 && (wide(entryRegister()) & 1) == 1;
  }

  /** The context id, which always comes right behind the entry point. */
  public long contextId() {
    return wide(entryRegister() + 1);
  }

  /** What is in the register of the context id, also above the bits that count. */
  public long contextRegister() {
    return register(entryRegister() + 1);
  }

  /** What is in the register of the entry point, also above the bits that count. */
  public long entryRegisterContent() {
    return register(entryRegister());
  }

  private int entryRegister() {
    int register =
        PsciFunction.of(functionId()).map(f -> f.register(Parameter.Kind.ENTRY)).orElse(0);
    if (register == 0) {
      throw new IllegalArgumentException("no entry point in a call of " + functionId());
    }
    return register;
  }

  /** Whether the call is of a function for which this holds. */
  public boolean is(Predicate<PsciFunction> kind) {
    return PsciFunction.of(functionId()).filter(kind).isPresent();
  }

  /** Whether a register holds something above the bits that count. */
  public boolean hasJunkAbove(int number, int bits) {
    return bits < 64 && register(number) >>> bits != 0;
  }

  public long register(int number) {
    return switch (number) {
      case 0 -> x0;
      case 1 -> x1;
      case 2 -> x2;
      case 3 -> x3;
      default -> throw new IllegalArgumentException("PSCI calls use X0 to X3, not X" + number);
    };
  }

  /**
   * Whether the result register says this code: W0 after an SMC32 call, where the upper half is
   * undefined (AMB-06); in an SMC64 call the lower half too, since that errors are 64 bits wide is
   * a rule of its own (CONV-11).
   */
  public boolean resultIs(int code, long result) {
    return (int) result == code;
  }
}
