// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.psci.conformance.history.Event;
import org.psci.conformance.program.Names;
import org.psci.spec.clause.Clause;
import org.psci.spec.model.Call;
import org.psci.spec.model.EntryPoints;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Rule;
import org.psci.spec.vocabulary.PsciFunction;

/** How events and outcomes read in a finding. */
public final class Wording {
  private Wording() {}

  /** An event as one sentence without a full stop. */
  public static String of(Event event) {
    if (event instanceof Event.Called called) {
      String call = "core " + called.core() + ": " + call(called.call());
      return called.returned()
          ? call + " returned " + result(called.call(), called.result())
          : call + " did not return";
    }
    if (event instanceof Event.Entered entered) {
      return "core "
          + entered.core()
          + " entered at "
          + Names.hex(entered.address())
          + " with x0 = "
          + Names.hex(entered.x0());
    }
    if (event instanceof Event.WakeUp wakeUp) {
      return "an interrupt became pending for core " + wakeUp.core();
    }
    if (event instanceof Event.Machine machine) {
      return switch (machine.what()) {
        case RESET -> "the machine was reset";
        case POWERED_OFF -> "the machine was powered off";
        case HIBERNATED -> "the machine was powered off to hibernate";
      };
    }
    Event.Silent silent = (Event.Silent) event;
    return "core "
        + silent.core()
        + switch (silent.awaited()) {
          case ENTRY -> " never came in";
          case RETURN -> " never came back from its call";
          case WAKE_UP -> " never came back from its CPU_SUSPEND";
          case PROGRESS -> " never went on, although it was in no call";
          case RESULT -> " never brought about the result that was waited for";
        };
  }

  /**
   * An event in a few words, without its core.
   *
   * @param entries which addresses are entry points
   */
  public static String label(Event event, EntryPoints entries) {
    if (event instanceof Event.Called called) {
      return callLabel(called);
    }
    if (event instanceof Event.Entered entered) {
      return entryLabel(entered, entries);
    }
    if (event instanceof Event.Machine machine) {
      return machine.what() == Event.Machine.What.RESET ? "reset" : "powered off";
    }
    if (event instanceof Event.Silent silent) {
      return "no " + silent.awaited().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    return "wake-up";
  }

  private static String callLabel(Event.Called called) {
    int id = called.call().functionId();
    String name = Names.ofFunction(id);
    return called.returned() ? name + " → " + Names.ofResult(id, (int) called.result()) : name;
  }

  private static String entryLabel(Event.Entered entered, EntryPoints entries) {
    int slot = entries.slotAt(entered.address());
    return (slot < 0 ? Names.hex(entered.address()) : Names.ofSlot(slot))
        + ", "
        + Names.hex(entered.x0());
  }

  /** A call with its registers, as many as it has parameters. */
  public static String call(Call call) {
    List<String> registers = new ArrayList<>();
    int parameters = PsciFunction.of(call.functionId()).map(f -> f.parameters().size()).orElse(3);
    for (int number = 1; number <= parameters; number++) {
      registers.add(Names.hex(call.register(number)));
    }
    String id = call.x0() >>> 32 == 0 ? "" : " [x0 = " + Names.hex(call.x0()) + "]";
    return Names.ofFunction(call.functionId()) + "(" + String.join(", ", registers) + ")" + id;
  }

  /** A result by its name, and as a number. */
  public static String result(Call call, long result) {
    String name = Names.ofResult(call.functionId(), (int) result);
    return name.startsWith("0x") ? name : name + " (" + (int) result + ")";
  }

  /** The function that a call is of, in whichever width; the id where there is none. */
  static String functionOf(Call call) {
    return PsciFunction.of(call.functionId())
        .map(Enum::name)
        .orElse(Names.ofFunction(call.functionId()));
  }

  static String fact(long value) {
    return value == 0 ? "0 (no)" : Long.toString(value);
  }

  /** A clause beside what it demands here. */
  static String because(String outcome, Clause clause) {
    return outcome + " [" + clause.rule() + "]";
  }

  static String because(String outcome, Because why) {
    return outcome + " [" + String.join(", ", why.rules().stream().map(Rule::id).toList()) + "]";
  }
}
