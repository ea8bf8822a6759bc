// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.StateType;

/** A line of a table of power states: its value, and the state of each power level. */
public final class PowerStateForm implements Form<PowerState> {
  private static final Form<Long> VALUE = Forms.register(32);
  private static final Form<List<LocalState>> PATH = Forms.list(Forms.named(LocalState.values()));
  private static final Form<Integer> LAST_LEVEL =
      Forms.number(PowerState.NO_CLAIM, PowerState.HIGHEST_LEVEL);

  @Override
  public PowerState read(JsonNode node) throws WrongValueException {
    Fields fields = new Fields(node);
    long value = fields.need("value", VALUE);
    List<LocalState> path = fields.need("path", PATH);
    int lastLevel = fields.find("last_level", LAST_LEVEL).orElse(PowerState.NO_CLAIM);
    fields.noOthers();
    boolean powerDown = !path.isEmpty() && path.get(0) == LocalState.POWER_DOWN;
    StateType type = powerDown ? StateType.POWER_DOWN : StateType.STANDBY;
    try {
      return new PowerState((int) value, type, path, lastLevel);
    } catch (IllegalArgumentException e) {
      throw new WrongValueException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public JsonNode write(PowerState state) {
    return new ObjectWriter()
        .put("value", VALUE, Integer.toUnsignedLong(state.value()))
        .put("path", PATH, state.path())
        .putUnless(PowerState.NO_CLAIM, "last_level", LAST_LEVEL, state.lastLevel())
        .written();
  }
}
