// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.program;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.Parameter;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * A call as a program writes it: the function id and three argument registers, and what stands in
 * the upper halves of registers of which only the lower one counts.
 *
 * @param functionId W0
 * @param arguments X1 to X3
 * @param high for X0 to X3 what to put into bits 63:32, where these bits do not count; 0 elsewhere
 */
public record Invocation(int functionId, List<Value> arguments, List<Integer> high) {
  public static final int ARGUMENTS = 3;
  private static final List<Integer> NO_JUNK = List.of(0, 0, 0, 0);

  public Invocation {
    arguments = List.copyOf(arguments);
    high = List.copyOf(high);
    if (arguments.size() != ARGUMENTS || high.size() != ARGUMENTS + 1) {
      throw new IllegalArgumentException("a call has X0 and three arguments");
    }
  }

  /** A call with its arguments in X1, X2 and so on, and zero in the rest. */
  public static Invocation of(int functionId, Value... arguments) {
    Value[] all = {Value.ZERO, Value.ZERO, Value.ZERO};
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    return new Invocation(functionId, List.of(all), NO_JUNK);
  }

  /** The SMC64 form where there is one, as an AArch64 caller writes it. */
  public static Invocation of(PsciFunction function, Value... arguments) {
    return of(function.id(CallWidth.SMC64), arguments);
  }

  /** The same call with this in the upper half of a register, 0 to 3. */
  public Invocation withHigh(int register, int junk) {
    Integer[] changed = high.toArray(new Integer[0]);
    changed[register] = junk;
    return new Invocation(functionId, arguments, List.of(changed));
  }

  /** The same call by a caller in AArch32: by the SMC32 id of its function, in 32 bits. */
  public Invocation narrow() {
    int id = PsciFunction.of(functionId).map(PsciFunction::smc32).orElse(functionId);
    return new Invocation(id, arguments.stream().map(Invocation::narrow).toList(), NO_JUNK);
  }

  private static Value narrow(Value value) {
    return value instanceof Value.Literal literal
        ? new Value.Literal(literal.bits() & 0xffff_ffffL)
        : value;
  }

  public boolean hasJunk() {
    return !high.equals(NO_JUNK);
  }

  public boolean is(PsciFunction function) {
    return function.hasId(functionId);
  }

  /** The argument of the first parameter of this kind; null if the function has none. */
  @Nullable Value argument(Parameter.Kind kind) {
    List<Parameter> parameters =
        PsciFunction.of(functionId).map(PsciFunction::parameters).orElse(List.of());
    for (int index = 0; index < parameters.size(); index++) {
      if (parameters.get(index).kind() == kind) {
        return arguments.get(index);
      }
    }
    return null;
  }

  /** The core of the program that the call names, or -1. */
  public int targetCore() {
    return argument(Parameter.Kind.CORE) instanceof Value.Core core ? core.core() : -1;
  }
}
