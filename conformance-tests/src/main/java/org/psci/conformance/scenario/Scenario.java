// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.scenario;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.psci.conformance.program.Program;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * A hand-written program that exercises certain rules.
 *
 * @param name its stable name: the function or topic, and what it is about
 * @param rules the ids of the rules that it is there for
 * @param needs the optional functions without which it would show nothing
 * @param callers the Execution state of the callers that it is for; empty for any
 * @param program the program as it is written: for callers in AArch64 state, if for any
 */
public record Scenario(
    String name,
    List<String> rules,
    List<PsciFunction> needs,
    Optional<ExecutionState> callers,
    Program program) {

  public Scenario {
    rules = List.copyOf(rules);
    needs = List.copyOf(needs);
  }

  /** The program for callers in this Execution state. */
  public Program program(ExecutionState state) {
    return callers.isPresent() ? program : program.forCallers(state);
  }

  /**
   * What it lacks on an implementation, in words; empty if it makes sense there.
   *
   * @param absent the functions that the implementation does not have
   * @param state the Execution state of its callers
   */
  public Optional<String> lacks(Collection<PsciFunction> absent, ExecutionState state) {
    if (callers.isPresent() && callers.get() != state) {
      return Optional.of("it is for callers in " + callers.get() + " state");
    }
    String names =
        needs.stream().filter(absent::contains).map(Enum::name).collect(Collectors.joining(", "));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of("it needs " + names + ", which this implementation does not have");
  }
}
