// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.psci.spec.model.PowerStates;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.StateType;

/**
 * Composite power states in a short notation, the core's own state first: {@code PD-RET-RUN} powers
 * the core down and lets the node above it be retained. A level behind it, as in {@code PD-RET@1},
 * is the one at which the caller claims to be the last core.
 */
final class Composite {
  private static final List<LocalState> CORE =
      List.of(LocalState.STANDBY, LocalState.RETENTION, LocalState.POWER_DOWN);
  private static final int LEVELS = 3;
  private static final int CLAIM_SHIFT = 12;

  private Composite() {}

  /** Everything that three levels can be asked for, with every claim and with none. */
  static PowerStates table() {
    List<PowerState> table = new ArrayList<>();
    for (LocalState core : CORE) {
      for (LocalState cluster : LocalState.values()) {
        for (LocalState system : LocalState.values()) {
          if (!cluster.isDeeperThan(core) && !system.isDeeperThan(cluster)) {
            for (int claim = PowerState.NO_CLAIM; claim < LEVELS; claim++) {
              table.add(entry(List.of(core, cluster, system), claim));
            }
          }
        }
      }
    }
    return new PowerStates(PowerStateFormat.ORIGINAL, Optional.of(table));
  }

  private static PowerState entry(List<LocalState> path, int claim) {
    StateType type =
        path.get(0) == LocalState.POWER_DOWN ? StateType.POWER_DOWN : StateType.STANDBY;
    int id = (claim + 1) << CLAIM_SHIFT;
    int level = 0;
    for (int at = 0; at < path.size(); at++) {
      id |= path.get(at).ordinal() << (4 * at);
      level = path.get(at) == LocalState.RUN ? level : at;
    }
    return new PowerState(PowerStateFormat.ORIGINAL.encode(type, level, id), type, path, claim);
  }

  /** The power_state of the table that a text stands for. */
  static int value(String text) {
    return of(text).value();
  }

  static PowerState of(String text) {
    String[] parts = text.split("@", -1);
    List<LocalState> path = new ArrayList<>();
    for (String word : parts[0].split("-", -1)) {
      path.add(
          switch (word) {
            case "RUN" -> LocalState.RUN;
            case "STBY" -> LocalState.STANDBY;
            case "RET" -> LocalState.RETENTION;
            case "PD" -> LocalState.POWER_DOWN;
            default -> throw new IllegalArgumentException("no local state: " + word);
          });
    }
    while (path.size() < LEVELS) {
      path.add(LocalState.RUN);
    }
    return entry(path, parts.length == 1 ? PowerState.NO_CLAIM : Integer.parseInt(parts[1]));
  }
}
