// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.ArrayList;
import java.util.List;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.StateType;

/**
 * The power states of a platform that offers everything: each composite state over the levels of
 * its power tree in which no parent is deeper than its child, each with every claim of a last
 * level. The values are in the extended format: a nibble for each level, and one for the claim.
 */
final class CompositeStates {
  private static final PowerStateFormat FORMAT = PowerStateFormat.EXTENDED_STATE_ID;
  private static final int NIBBLE = 4;
  private static final int CLAIM_SHIFT = NIBBLE * (PowerState.HIGHEST_LEVEL + 1);
  private static final List<LocalState> OF_CORES =
      List.of(LocalState.STANDBY, LocalState.RETENTION, LocalState.POWER_DOWN);
  private static final List<LocalState> OF_NODES =
      List.of(LocalState.RUN, LocalState.RETENTION, LocalState.POWER_DOWN);

  private CompositeStates() {}

  /** With every claim from 0 to the highest level. */
  static List<PowerState> withEveryClaim(int highestLevel) {
    List<PowerState> states = new ArrayList<>();
    for (List<LocalState> path : paths(highestLevel)) {
      for (int claim = 0; claim <= highestLevel; claim++) {
        states.add(state(path, claim));
      }
    }
    return states;
  }

  /** Each with the claim that goes without saying: the level that it asks for. */
  static List<PowerState> withOwnClaim(int highestLevel) {
    return withEveryClaim(highestLevel).stream()
        .filter(state -> state.lastLevel() == state.level())
        .toList();
  }

  private static List<List<LocalState>> paths(int highestLevel) {
    List<List<LocalState>> paths = OF_CORES.stream().map(List::of).toList();
    for (int level = 1; level <= highestLevel; level++) {
      List<List<LocalState>> longer = new ArrayList<>();
      for (List<LocalState> path : paths) {
        for (LocalState node : OF_NODES) {
          if (!node.isDeeperThan(path.get(path.size() - 1))) {
            List<LocalState> more = new ArrayList<>(path);
            more.add(node);
            longer.add(more);
          }
        }
      }
      paths = longer;
    }
    return paths;
  }

  private static PowerState state(List<LocalState> path, int claim) {
    int id = claim << CLAIM_SHIFT;
    for (int level = 0; level < path.size(); level++) {
      id |= path.get(level).ordinal() << (NIBBLE * level);
    }
    boolean powerDown = path.get(0) == LocalState.POWER_DOWN;
    StateType type = powerDown ? StateType.POWER_DOWN : StateType.STANDBY;
    return new PowerState(FORMAT.encode(type, 0, id), type, path, claim);
  }
}
