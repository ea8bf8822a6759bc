// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.psci.conformance.record.Deviation;
import org.psci.conformance.record.ProgramRun;

/**
 * The deviations of a run by kind. A call that goes wrong only with junk above the bits that count
 * goes wrong in many ways; what matters is above which register. Where there is junk above several,
 * it belongs to the register that another program has shown to matter alone.
 */
public final class Groups {
  private static final int ABOVE_FUNCTION_ID = 1;

  /** What deviations with the same junk are called, for each register by itself. */
  private record Key(List<String> names) {
    static Key of(Deviation deviation) {
      if (deviation.junk() == 0) {
        return new Key(List.of(deviation.kind()));
      }
      List<String> names = new ArrayList<>();
      for (int left = deviation.junk(); left != 0; left &= left - 1) {
        int register = Integer.lowestOneBit(left);
        names.add(
            register == ABOVE_FUNCTION_ID
                ? "junk above the function id"
                : "junk above x"
                    + Integer.numberOfTrailingZeros(register)
                    + " of "
                    + deviation.subject());
      }
      return new Key(names);
    }
  }

  private final Map<Key, Group> byKey = new LinkedHashMap<>();

  /** Takes in what a program has shown. */
  public void add(ProgramRun run) {
    Set<Key> keys = new HashSet<>();
    for (int place = 0; place < run.deviations().size(); place++) {
      Key key = Key.of(run.deviations().get(place));
      Group group = byKey.computeIfAbsent(key, k -> new Group(k.names.get(0)));
      group.add(new Group.Sighting(run, place));
      if (keys.add(key)) {
        group.countProgram();
      }
    }
  }

  /** The groups, in the order in which they were seen first. */
  public List<Group> all() {
    Map<String, Group> all = new LinkedHashMap<>();
    byKey.forEach((key, group) -> all.computeIfAbsent(name(key), Group::new).add(group));
    return new ArrayList<>(all.values());
  }

  private String name(Key key) {
    return key.names.stream()
        .filter(name -> byKey.containsKey(new Key(List.of(name))))
        .findFirst()
        .orElse(key.names.get(0));
  }

  /** What the group of a deviation is called. */
  public String of(Deviation deviation) {
    return name(Key.of(deviation));
  }
}
