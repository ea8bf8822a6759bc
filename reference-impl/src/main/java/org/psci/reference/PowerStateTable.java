// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.ArrayList;
import java.util.List;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.StateType;

/**
 * The power_state values that follow from a tree. A StateID has a digit for each power level, the
 * core's lowest: for a core 1 keeps its context, as shallow as the nodes above it allow, 2 powers
 * down, 3 is retention of the core alone; for a node 1 is retention and 2 powers down. The fourth
 * digit is the level at which the caller is the last core, where OS-initiated mode is offered.
 */
final class PowerStateTable {
  /** The highest level that has a digit of its own. */
  static final int HIGHEST_LEVEL = 2;

  private static final int CLAIM_SHIFT = 12;

  private static final List<List<LocalState>> COMPOSITES =
      List.of(
          List.of(LocalState.STANDBY),
          List.of(LocalState.RETENTION),
          List.of(LocalState.POWER_DOWN),
          List.of(LocalState.RETENTION, LocalState.RETENTION),
          List.of(LocalState.POWER_DOWN, LocalState.RETENTION),
          List.of(LocalState.POWER_DOWN, LocalState.POWER_DOWN),
          List.of(LocalState.RETENTION, LocalState.RETENTION, LocalState.RETENTION),
          List.of(LocalState.POWER_DOWN, LocalState.RETENTION, LocalState.RETENTION),
          List.of(LocalState.POWER_DOWN, LocalState.POWER_DOWN, LocalState.RETENTION),
          List.of(LocalState.POWER_DOWN, LocalState.POWER_DOWN, LocalState.POWER_DOWN));

  private PowerStateTable() {}

  /** Every composite state up to a level; with claims, once for each level that can be claimed. */
  static List<PowerState> of(
      PowerTree tree, PowerStateFormat format, int highestLevel, boolean claims) {
    List<PowerState> table = new ArrayList<>();
    for (List<LocalState> path : COMPOSITES) {
      int level = path.size() - 1;
      if (level <= Math.min(highestLevel, tree.highestLevel())) {
        for (int claim = level; claim <= (claims ? tree.highestLevel() : level); claim++) {
          table.add(entry(path, format, claims ? claim : PowerState.NO_CLAIM));
        }
      }
    }
    return List.copyOf(table);
  }

  private static PowerState entry(List<LocalState> path, PowerStateFormat format, int claim) {
    boolean powerDown = path.get(0) == LocalState.POWER_DOWN;
    StateType type = powerDown ? StateType.POWER_DOWN : StateType.STANDBY;
    int level = path.size() - 1;
    int id = powerDown ? 2 : level == 0 && path.get(0) == LocalState.RETENTION ? 3 : 1;
    for (int above = 1; above <= level; above++) {
      id |= (path.get(above) == LocalState.POWER_DOWN ? 2 : 1) << (4 * above);
    }
    id |= Math.max(claim, 0) << CLAIM_SHIFT;
    int value = format.encode(type, format == PowerStateFormat.ORIGINAL ? level : 0, id);
    return new PowerState(value, type, path, claim);
  }
}
