// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.psci.conformance.record.Deviation;
import org.psci.conformance.record.ProgramRun;

/**
 * The causes of a run: the smallest set of clauses of which each deviation of its programs is
 * explained by one, if that is left out.
 *
 * <p>The set is found step by step: the clause that explains deviations of most programs is a
 * cause, then the one that explains most of what is left. Of clauses that explain as much the one
 * that permits least is taken. What was seen first in a program goes before what may be the
 * consequence of something else.
 */
public final class Groups {
  /** Deviations that the same clauses explain, by the ids of these. */
  private final Map<List<String>, Group> byCauses = new LinkedHashMap<>();

  /** Takes in what a program has shown. */
  public void add(ProgramRun run) {
    Set<List<String>> counted = new HashSet<>();
    for (int place = 0; place < run.deviations().size(); place++) {
      List<String> causes = run.deviations().get(place).causes();
      Group group = byCauses.computeIfAbsent(causes, key -> new Group(key.get(0)));
      group.add(new Group.Sighting(run, place));
      if (counted.add(causes)) {
        group.countProgram();
      }
    }
  }

  /** The groups, in the order in which they were seen first. */
  public List<Group> all() {
    Map<List<String>, String> assigned = assigned();
    Map<String, Group> all = new LinkedHashMap<>();
    byCauses.forEach(
        (causes, group) -> all.computeIfAbsent(cause(causes, assigned), Group::new).add(group));
    return new ArrayList<>(all.values());
  }

  /** What the group of a deviation is called. */
  public String of(Deviation deviation) {
    return cause(deviation.causes(), assigned());
  }

  private static String cause(List<String> causes, Map<List<String>, String> assigned) {
    return assigned.getOrDefault(causes, causes.get(0));
  }

  private Map<List<String>, String> assigned() {
    Map<List<String>, String> assigned = new HashMap<>();
    assign(assigned, true);
    assign(assigned, false);
    return assigned;
  }

  /** Puts what is left down to as few causes as possible, those that are there already first. */
  private void assign(Map<List<String>, String> assigned, boolean certain) {
    List<List<String>> left = new ArrayList<>();
    byCauses.forEach(
        (causes, group) -> {
          if (!assigned.containsKey(causes) && (!certain || group.isCertain())) {
            left.add(causes);
          }
        });
    Set<String> chosen = new HashSet<>(assigned.values());
    for (List<String> causes : left) {
      causes.stream().filter(chosen::contains).findFirst().ifPresent(c -> assigned.put(causes, c));
    }
    left.removeIf(assigned::containsKey);
    while (!left.isEmpty()) {
      String next = next(left);
      for (List<String> causes : left) {
        if (causes.contains(next)) {
          assigned.put(causes, next);
        }
      }
      left.removeIf(assigned::containsKey);
    }
  }

  /** The cause that explains most, and of several the one that stands first among alternatives. */
  private String next(List<List<String>> left) {
    Map<String, Long> explains = new LinkedHashMap<>();
    Map<String, Integer> rank = new HashMap<>();
    for (List<String> causes : left) {
      for (int place = 0; place < causes.size(); place++) {
        explains.merge(causes.get(place), 1L, Long::sum);
        rank.merge(causes.get(place), place, Math::max);
      }
    }
    String best = "";
    for (Map.Entry<String, Long> each : explains.entrySet()) {
      boolean isBetter =
          best.isEmpty()
              || each.getValue() > explains.getOrDefault(best, 0L)
              || (each.getValue().equals(explains.get(best))
                  && rank.getOrDefault(each.getKey(), 0) < rank.getOrDefault(best, 0));
      best = isBetter ? each.getKey() : best;
    }
    return best;
  }
}
