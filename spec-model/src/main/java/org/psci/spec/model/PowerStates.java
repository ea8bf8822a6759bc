// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.StateType;

/**
 * What the power_state values of an implementation mean (5.4.2). Which values there are is a matter
 * of the platform's table; where it publishes none, only the reserved bits are certain.
 *
 * @param format the layout, the same for ever (FEAT-07)
 * @param table the values that the platform publishes, or empty if nobody knows them
 */
public record PowerStates(PowerStateFormat format, Optional<List<PowerState>> table) {
  /** Nothing published, in the only format of 0.2. */
  public static final PowerStates UNPUBLISHED =
      new PowerStates(PowerStateFormat.ORIGINAL, Optional.empty());

  /**
   * @throws IllegalArgumentException if a value of the table does not fit the format or what the
   *     table says of it, or stands there twice
   */
  public PowerStates {
    table = table.map(List::copyOf);
    Set<Integer> values = new HashSet<>();
    for (PowerState state : table.orElse(List.of())) {
      if (!values.add(state.value())) {
        throw new IllegalArgumentException(
            String.format("power_state 0x%x stands in the table twice", state.value()));
      }
      if (!format.isWellFormed(state.value())) {
        throw new IllegalArgumentException(
            String.format(
                "power_state 0x%x has reserved bits set in the %s format", state.value(), format));
      }
      if (format.stateType(state.value()) != state.type()) {
        throw new IllegalArgumentException(
            String.format(
                "power_state 0x%x is no %s in the %s format", state.value(), state.type(), format));
      }
      int level = format.powerLevel(state.value());
      if (level >= 0 && level != state.level()) {
        throw new IllegalArgumentException(
            String.format(
                "power_state 0x%x asks for power level %d in the %s format, not for %d",
                state.value(), level, format, state.level()));
      }
    }
  }

  /** Whether the implementation has to refuse the value. */
  public boolean isInvalid(int value) {
    return !format.isWellFormed(value) || (table.isPresent() && find(value).isEmpty());
  }

  /** Whether it has to accept the value. */
  public boolean isListed(int value) {
    return find(value).isPresent();
  }

  /** Whether only the StateType keeps it from being one that the platform publishes (AMB-44). */
  public boolean hasWrongType(int value) {
    return isInvalid(value) && isListed(format.withOtherType(value));
  }

  public StateType typeOf(int value) {
    return format.stateType(value);
  }

  /** The power level that a value asks for; 0 where neither the table nor the value says it. */
  public int levelOf(int value) {
    return of(value).level();
  }

  /** What a value asks for: by the table, or else anything that its own fields allow. */
  public PowerState of(int value) {
    return find(value)
        .orElseGet(
            () ->
                new PowerState(
                    value, format.stateType(value), Math.max(0, format.powerLevel(value))));
  }

  private Optional<PowerState> find(int value) {
    if (table.isPresent()) {
      for (PowerState state : table.get()) {
        if (state.value() == value) {
          return Optional.of(state);
        }
      }
    }
    return Optional.empty();
  }
}
