// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.program;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.psci.spec.vocabulary.Parameter;
import org.psci.spec.vocabulary.PsciFunction;

/** Writes a program in its text form. {@link ProgramParser} reads it. */
public final class ProgramPrinter {
  private ProgramPrinter() {}

  /** The text of a program, with a line feed after every line. */
  public static String print(Program program) {
    StringBuilder text = new StringBuilder("topology ").append(program.shape()).append('\n');
    program
        .schedule()
        .ifPresent(schedule -> text.append("schedule").append(print(schedule)).append('\n'));
    for (Phase phase : program.phases()) {
      if (phase instanceof Phase.Together together) {
        text.append("together\n");
        together.steps().forEach(step -> text.append("  ").append(print(step)).append('\n'));
      } else if (phase instanceof Phase.Wake wake) {
        text.append("wake core ").append(wake.core()).append('\n');
      } else {
        phase.steps().forEach(step -> text.append(print(step)).append('\n'));
      }
    }
    return text.toString();
  }

  private static String print(Schedule schedule) {
    StringBuilder text = new StringBuilder();
    for (Schedule.Decision decision : schedule.decisions()) {
      text.append(' ');
      if (decision instanceof Schedule.Turn turn) {
        text.append(turn.core());
      } else {
        text.append(((Schedule.Liberty) decision).does() ? '+' : '-');
      }
    }
    return text.toString();
  }

  /** One line, without the line feed. */
  public static String print(Step step) {
    StringBuilder text = new StringBuilder();
    text.append("core ").append(step.core()).append(": ").append(print(step.invocation()));
    step.repeat()
        .ifPresent(
            repeat ->
                text.append(' ')
                    .append(repeat.kind().name().toLowerCase(Locale.ROOT))
                    .append('=')
                    .append(print(step.invocation().functionId(), repeat)));
    if (step.timer() != 0) {
      text.append(" timer=").append(step.timer());
    }
    if (step.skew() != 0) {
      text.append(" skew=").append(step.skew());
    }
    if (!step.dirt().isEmpty()) {
      text.append(" dirty=")
          .append(
              step.dirt().stream()
                  .sorted()
                  .map(dirt -> dirt.name().toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining(",")));
    }
    return text.toString();
  }

  /** A result by its name, unless that would be read as another one. */
  private static String print(int functionId, Repeat repeat) {
    String name = Names.ofResult(functionId, repeat.value());
    boolean means = Names.resultValue(functionId, name).equals(Optional.of(repeat.value()));
    return means ? name : Integer.toString(repeat.value());
  }

  /** A call without its caller. */
  public static String print(Invocation invocation) {
    Optional<PsciFunction> function = PsciFunction.of(invocation.functionId());
    StringBuilder text =
        new StringBuilder(
            function.isPresent()
                ? Names.ofFunction(invocation.functionId())
                : "CALL id=" + Names.hex(invocation.functionId() & 0xffff_ffffL));
    List<Parameter> parameters = function.map(PsciFunction::parameters).orElse(List.of());
    for (int index = 0; index < Invocation.ARGUMENTS; index++) {
      Value value = invocation.arguments().get(index);
      if (index < parameters.size()) {
        text.append(' ').append(argument(parameters.get(index), value));
      } else if (!value.equals(Value.ZERO)) {
        text.append(" x").append(index + 1).append('=').append(print(value));
      }
    }
    for (int register = 0; register <= Invocation.ARGUMENTS; register++) {
      int junk = invocation.high().get(register);
      if (junk != 0) {
        text.append(" x").append(register).append(".high=").append(Names.hex(junk & 0xffff_ffffL));
      }
    }
    return text.toString();
  }

  private static String argument(Parameter parameter, Value value) {
    if (value instanceof Value.Literal literal) {
      return switch (parameter.kind()) {
        case CORE -> "mpidr=" + print(value);
        case WORD ->
            parameter.name()
                + "="
                + (parameter.name().equals("level") && literal.bits() >= 0 && literal.bits() < 10
                    ? Long.toString(literal.bits())
                    : parameter.name().equals("function")
                        ? Names.ofFunction((int) literal.bits())
                        : print(value));
        default -> parameter.name() + "=" + print(value);
      };
    }
    return parameter.name() + "=" + print(value);
  }

  private static String print(Value value) {
    if (value instanceof Value.Core core) {
      return Integer.toString(core.core());
    }
    if (value instanceof Value.Entry entry) {
      return Names.ofSlot(entry.slot()) + (entry.offset() == 0 ? "" : "+" + entry.offset());
    }
    if (value instanceof Value.Suspend suspend) {
      return Names.ofPowerState(suspend);
    }
    return Names.hex(((Value.Literal) value).bits());
  }
}
