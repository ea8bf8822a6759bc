// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.Objects;
import java.util.Optional;
import org.psci.spec.clause.Answers;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;

/** How an action ends, apart from the state after it. */
public final class Result {
  /** The kinds of ends. */
  public enum Kind {
    /** The call returned a value. */
    RETURNS,
    /** The call took its caller away. */
    LEAVES,
    /** The call returned one of many values. */
    ONE_OF,
    /** The call returned something that the model does not judge. */
    ANYTHING,
    /** A hidden step happened. */
    HAPPENS
  }

  private static final int LOWEST = -16;
  private static final Result[] RETURNED = returned();

  static final Result LEAVES = new Result(Kind.LEAVES, 0);
  static final Result ANYTHING = new Result(Kind.ANYTHING, 0);
  static final Result HAPPENS = new Result(Kind.HAPPENS, 0);

  private final Kind kind;
  private final long value;

  private Result(Kind kind, long value) {
    this.kind = kind;
    this.value = value;
  }

  private static Result[] returned() {
    Result[] results = new Result[-2 * LOWEST];
    for (int index = 0; index < results.length; index++) {
      results[index] = new Result(Kind.RETURNS, index + LOWEST);
    }
    return results;
  }

  static Result of(long value) {
    return value >= LOWEST && value < -LOWEST
        ? RETURNED[(int) value - LOWEST]
        : new Result(Kind.RETURNS, value);
  }

  static Result of(ReturnCode code) {
    return of(code.value());
  }

  static Result oneOf(Answers answers) {
    return new Result(Kind.ONE_OF, answers.ordinal());
  }

  public Kind kind() {
    return kind;
  }

  /** Whether the call came back to its caller. */
  boolean isReturn() {
    return kind == Kind.RETURNS || kind == Kind.ONE_OF || kind == Kind.ANYTHING;
  }

  boolean leaves() {
    return kind == Kind.LEAVES;
  }

  boolean is(ReturnCode code) {
    return kind == Kind.RETURNS && value == code.value();
  }

  /** Whether an error came back; a number without a sign is never one. */
  boolean isError(Action action) {
    boolean error =
        (kind == Kind.RETURNS && value < 0)
            || (kind == Kind.ONE_OF && value == Answers.VENDOR_ERROR.ordinal());
    return error && action.function().filter(PsciFunction::countsUnsigned).isEmpty();
  }

  /** In words, as the answer of this action. */
  String describe(Action action) {
    return switch (kind) {
      case LEAVES -> "does not return";
      case ANYTHING -> "anything";
      case HAPPENS -> "happens";
      case ONE_OF -> Answers.values()[(int) value].description();
      case RETURNS -> number(action);
    };
  }

  private String number(Action action) {
    if (action.isCallOf(PsciFunction.MIGRATE_INFO_UP_CPU) && value >= 0) {
      return "a core"; // which one it is changes with the places of the cores
    }
    Optional<ReturnCode> code = ReturnCode.of((int) value);
    boolean isCode = value < 0 || (value == 0 && succeeds(action));
    return isCode && code.isPresent() ? code.get().name() : Long.toString(value);
  }

  /** Whether 0 is SUCCESS, and not a number or a state. */
  private static boolean succeeds(Action action) {
    return action.isCallOf(PsciFunction.CPU_ON)
        || action.isCallOf(PsciFunction.MIGRATE)
        || action.isCallOf(PsciFunction.PSCI_SET_SUSPEND_MODE)
        || action.isCallOf(PsciFunction.MEM_PROTECT_CHECK_RANGE);
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || (other instanceof Result result && result.kind == kind && result.value == value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, value);
  }

  @Override
  public String toString() {
    return kind == Kind.RETURNS ? "returns " + value : kind.name();
  }
}
