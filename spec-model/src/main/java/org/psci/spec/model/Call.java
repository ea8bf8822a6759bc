// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import java.util.function.Predicate;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.Parameter;
import org.psci.spec.vocabulary.PsciFunction;

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
 */
public record Call(int caller, long x0, long x1, long x2, long x3, ExecutionState state) {
  private static final long LOWER_HALF = 0xffff_ffffL;

  public int functionId() {
    return (int) x0;
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
    return width() == CallWidth.SMC64 ? register(number) : register(number) & LOWER_HALF;
  }

  /** Argument 1, 2 or 3 of a parameter that is declared uint32, in either width. */
  public int word(int number) {
    return (int) register(number);
  }

  /**
   * An entry point: bit 0 of what an AArch32 caller passes is no address but asks for T32
   * (6.4.3.5).
   */
  public long entryPoint(int number) {
    return state == ExecutionState.AARCH32 ? wide(number) & ~1L : wide(number);
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
