// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.Locale;
import java.util.Optional;
import org.psci.spec.model.Call;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * What a core may do in some state: a call, or a hidden step that happens to it.
 *
 * @param index its number among all actions of an exploration
 * @param kind what it is
 * @param core the core that does it
 * @param call the call, if it is one
 * @param function the function called, if the id names one
 * @param target the core that the first argument of CPU_ON or MIGRATE names, or -1
 */
public record Action(
    int index,
    Kind kind,
    int core,
    Optional<Call> call,
    Optional<PsciFunction> function,
    int target) {

  /** Calls and hidden steps. */
  public enum Kind {
    CALL,
    /** A pending core becomes ON. */
    CORE_START,
    /** A suspended core wakes up, and its call returns. */
    WAKE_TO_CALLER,
    /** A suspended core wakes up at its entry point. */
    WAKE_TO_ENTRY
  }

  static Action call(int index, Call call, int target) {
    return new Action(
        index,
        Kind.CALL,
        call.caller(),
        Optional.of(call),
        PsciFunction.of(call.functionId()),
        target);
  }

  static Action hidden(int index, Kind kind, int core) {
    return new Action(index, kind, core, Optional.empty(), Optional.empty(), -1);
  }

  boolean isCall() {
    return kind == Kind.CALL;
  }

  boolean isWakeUp() {
    return kind == Kind.WAKE_TO_CALLER || kind == Kind.WAKE_TO_ENTRY;
  }

  boolean isCallOf(PsciFunction wanted) {
    return function.isPresent() && function.get() == wanted;
  }

  /** The 32 bits of an argument of a call; 0 for hidden steps. */
  int word(int number) {
    return call.isPresent() ? call.get().word(number) : 0;
  }

  /** What is called, without the caller and the arguments. */
  String name() {
    if (call.isEmpty()) {
      return kind.name();
    }
    return function
        .map(Enum::name)
        .orElseGet(() -> String.format(Locale.ROOT, "id 0x%x", call.get().functionId()));
  }

  @Override
  public String toString() {
    String what =
        call.map(c -> String.format(Locale.ROOT, "(0x%x, 0x%x, 0x%x)", c.x1(), c.x2(), c.x3()))
            .orElse("");
    return "core " + core + ": " + name() + what;
  }
}
