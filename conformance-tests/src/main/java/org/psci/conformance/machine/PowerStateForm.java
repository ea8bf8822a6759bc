// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.psci.conformance.machine.ObjectForm.Field;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.StateType;

/** A line of a table of power states: its value, and the state of each power level. */
final class PowerStateForm implements Form<PowerState> {
  private static final int BITS = 32;

  private static final ObjectForm<Line> FIELDS =
      new ObjectForm<>(
          List.of(
              new Field<>(
                  "value",
                  Forms.register(BITS),
                  line -> line.value,
                  (line, value) -> line.value = value),
              new Field<>(
                  "states",
                  Forms.list(
                      Forms.choice(
                          Arrays.asList(LocalState.values()),
                          state -> state.name().toLowerCase(Locale.ROOT))),
                  line -> line.states,
                  (line, states) -> line.states = states),
              new Field<>(
                  "last_level",
                  Forms.number(PowerState.NO_CLAIM, PowerState.HIGHEST_LEVEL),
                  line -> line.lastLevel,
                  (line, level) -> line.lastLevel = level)));

  /** A line that is being read. */
  private static final class Line {
    long value = -1;
    List<LocalState> states = new ArrayList<>();
    int lastLevel = PowerState.NO_CLAIM;
  }

  @Override
  public PowerState read(JsonNode node) throws WrongValueException {
    Line line = new Line();
    FIELDS.read(node, line);
    if (line.value < 0 || line.states.isEmpty()) {
      throw WrongValueException.of(
          node, "\"value\" and \"states\", the state of the core first and then of each level");
    }
    boolean powerDown = line.states.get(0) == LocalState.POWER_DOWN;
    try {
      return new PowerState(
          (int) line.value,
          powerDown ? StateType.POWER_DOWN : StateType.STANDBY,
          line.states,
          line.lastLevel);
    } catch (IllegalArgumentException e) {
      throw new WrongValueException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public JsonNode write(PowerState state) {
    Line line = new Line();
    line.value = state.value() & 0xffff_ffffL;
    line.states = state.path();
    line.lastLevel = state.lastLevel();
    return FIELDS.write(line, new Line());
  }
}
