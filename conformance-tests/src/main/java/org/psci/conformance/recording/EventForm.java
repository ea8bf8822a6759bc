// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.psci.conformance.history.Changes;
import org.psci.conformance.history.Event;
import org.psci.conformance.json.Fields;
import org.psci.conformance.json.Form;
import org.psci.conformance.json.Forms;
import org.psci.conformance.json.ObjectWriter;
import org.psci.conformance.oracle.Wording;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.step.EntryState;
import org.psci.spec.vocabulary.ExecutionState;

/** One event, of a kind that decides which fields it has. */
final class EventForm implements Form<Event> {
  private static final Form<Long> REGISTER = Forms.register(Long.SIZE);
  private static final Form<List<Long>> REGISTERS = Forms.list(REGISTER);
  private static final Form<EventKind> KIND =
      Forms.choice(Arrays.asList(EventKind.values()), EventKind::word);
  private static final Form<Integer> STEP = Forms.number(0, Integer.MAX_VALUE);
  private static final Form<Event.Machine.What> WHAT = Forms.constant(Event.Machine.What.values());
  private static final Form<Event.Silent.Awaited> AWAITED =
      Forms.constant(Event.Silent.Awaited.values());
  private static final Form<Changes.Looked> LOOKED = Forms.constant(Changes.Looked.values());
  private static final int FEWEST_REGISTERS = 1;
  private static final int MOST_REGISTERS = 4;
  private static final int SP = 31;

  private final ExecutionState callers;
  private final Form<Integer> core;

  EventForm(Platform platform) {
    this.callers = platform.executionState();
    this.core = Forms.number(0, State.cores(platform.topology()) - 1);
  }

  @Override
  public Event read(JsonNode node) throws WrongValueException {
    Fields fields = new Fields(node);
    EventKind kind = fields.need("kind", KIND);
    Event event =
        switch (kind) {
          case CALL -> call(fields);
          case ENTRY -> entry(fields);
          case WAKE_UP ->
              new Event.WakeUp(
                  fields.need("core", core),
                  fields.need("begin", Forms.TIME),
                  fields.need("end", Forms.TIME));
          case MACHINE ->
              new Event.Machine(fields.need("what", WHAT), fields.need("time", Forms.TIME));
          case SILENCE ->
              new Event.Silent(
                  fields.need("core", core),
                  fields.need("awaited", AWAITED),
                  fields.need("time", Forms.TIME));
        };
    fields.find("text", Forms.TEXT); // is for people
    fields.noOthers();
    return event;
  }

  private Event call(Fields fields) throws WrongValueException {
    int caller = fields.need("core", core);
    List<Long> x = fields.need("x", REGISTERS);
    if (x.size() < FEWEST_REGISTERS || x.size() > MOST_REGISTERS) {
      throw new WrongValueException(
              "has " + x.size() + " registers; expected 1 to 4: the function id and the arguments")
          .inField("x");
    }
    long[] registers = new long[MOST_REGISTERS];
    for (int number = 0; number < x.size(); number++) {
      registers[number] = x.get(number);
    }
    Call call = new Call(caller, registers[0], registers[1], registers[2], registers[3], callers);
    long begin = fields.need("begin", Forms.TIME);
    Optional<Long> end = fields.find("end", Forms.TIME);
    Optional<Long> result = fields.find("result", REGISTER);
    if (end.isPresent() != result.isPresent()) {
      throw new WrongValueException(
          "has one of \"end\" and \"result\"; a call that returned has both, another one neither");
    }
    boolean parking = fields.find("parking", Forms.FLAG).orElse(false);
    int step = fields.find("step", STEP).orElse(0);
    return new Event.Called(
        call,
        parking ? Event.Called.PARKING : step,
        begin,
        end.orElse(Event.Called.NEVER),
        result.orElse(0L),
        changes(fields),
        fields.find("big_endian", Forms.FLAG).orElse(false));
  }

  private static Changes changes(Fields fields) throws WrongValueException {
    Changes.Looked looked = fields.find("looked", LOOKED).orElse(Changes.Looked.NOWHERE);
    List<String> names = fields.find("changed", Forms.list(Forms.TEXT)).orElse(List.of());
    long registers = 0;
    for (String name : names) {
      int number = registerNumber(name);
      if (number < 0 && !SYSTEM_REGISTERS.contains(name)) {
        throw new WrongValueException(
                "has \""
                    + name
                    + "\"; expected x4 to x30, SP, "
                    + String.join(", ", SYSTEM_REGISTERS))
            .inField("changed");
      }
      registers |= number < 0 ? 0 : 1L << number;
    }
    return new Changes(
        registers,
        names.contains("SCTLR"),
        names.contains("VBAR"),
        names.contains("DAIF"),
        names.contains("SPSel"),
        looked);
  }

  private static final List<String> SYSTEM_REGISTERS = List.of("SCTLR", "VBAR", "DAIF", "SPSel");

  /** The bit of a register among those that a call has to keep, or -1. */
  private static int registerNumber(String name) {
    if (name.equals("SP")) {
      return SP;
    }
    return name.matches("x([4-9]|[12]\\d|30)") ? Integer.parseInt(name.substring(1)) : -1;
  }

  private Event entry(Fields fields) throws WrongValueException {
    return new Event.Entered(
        fields.need("core", core),
        fields.need("at", REGISTER),
        fields.need("x0", REGISTER),
        new EntryState(
            read(fields, "exception_level"),
            read(fields, "daif"),
            read(fields, "spsel"),
            read(fields, "sctlr"),
            read(fields, "mpidr"),
            read(fields, "cntfrq"),
            read(fields, "t32"),
            read(fields, "cpsr")),
        fields.need("time", Forms.TIME));
  }

  private static long read(Fields fields, String register) throws WrongValueException {
    return fields.find(register, REGISTER).orElse(EntryState.UNREAD);
  }

  @Override
  public JsonNode write(Event event) {
    ObjectWriter object = new ObjectWriter();
    if (event instanceof Event.Called called) {
      write(called, object);
    } else if (event instanceof Event.Entered entered) {
      write(entered, object);
    } else if (event instanceof Event.WakeUp wakeUp) {
      object
          .put("kind", KIND, EventKind.WAKE_UP)
          .put("core", core, wakeUp.core())
          .put("begin", Forms.TIME, wakeUp.begin())
          .put("end", Forms.TIME, wakeUp.end());
    } else if (event instanceof Event.Machine machine) {
      object
          .put("kind", KIND, EventKind.MACHINE)
          .put("what", WHAT, machine.what())
          .put("time", Forms.TIME, machine.time());
    } else if (event instanceof Event.Silent silent) {
      object
          .put("kind", KIND, EventKind.SILENCE)
          .put("core", core, silent.core())
          .put("awaited", AWAITED, silent.awaited())
          .put("time", Forms.TIME, silent.time());
    }
    return object.put("text", Forms.TEXT, Wording.of(event)).written();
  }

  private void write(Event.Called called, ObjectWriter object) {
    Call call = called.call();
    object
        .put("kind", KIND, EventKind.CALL)
        .put("core", core, called.core())
        .put(
            "x",
            REGISTERS,
            List.of(call.x0(), call.register(1), call.register(2), call.register(3)))
        .put("begin", Forms.TIME, called.begin());
    if (called.returned()) {
      object.put("end", Forms.TIME, called.end()).put("result", REGISTER, called.result());
    }
    if (called.isParking()) {
      object.put("parking", Forms.FLAG, true);
    } else {
      object.put("step", STEP, called.step());
    }
    Changes changed = called.changed();
    List<String> names = new ArrayList<>(List.of(changed.toString().split(", ", -1)));
    names.remove("");
    object
        .putUnless(false, "big_endian", Forms.FLAG, called.bigEndian())
        .putUnless(Changes.Looked.NOWHERE, "looked", LOOKED, changed.looked())
        .putUnless(List.of(), "changed", Forms.list(Forms.TEXT), names);
  }

  private void write(Event.Entered entered, ObjectWriter object) {
    EntryState state = entered.state();
    object
        .put("kind", KIND, EventKind.ENTRY)
        .put("core", core, entered.core())
        .put("at", REGISTER, entered.address())
        .put("x0", REGISTER, entered.x0())
        .put("time", Forms.TIME, entered.time())
        .putUnless(EntryState.UNREAD, "exception_level", REGISTER, state.exceptionLevel())
        .putUnless(EntryState.UNREAD, "daif", REGISTER, state.daif())
        .putUnless(EntryState.UNREAD, "spsel", REGISTER, state.spsel())
        .putUnless(EntryState.UNREAD, "sctlr", REGISTER, state.sctlr())
        .putUnless(EntryState.UNREAD, "mpidr", REGISTER, state.mpidr())
        .putUnless(EntryState.UNREAD, "cntfrq", REGISTER, state.cntfrq())
        .putUnless(EntryState.UNREAD, "t32", REGISTER, state.t32())
        .putUnless(EntryState.UNREAD, "cpsr", REGISTER, state.cpsr());
  }
}
