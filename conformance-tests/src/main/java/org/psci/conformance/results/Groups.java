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
    String name =
        key.names.stream()
            .filter(each -> byKey.containsKey(new Key(List.of(each))))
            .findFirst()
            .orElse(key.names.get(0));
    return key.names.size() == 1 ? withFewestAlternatives(name) : name;
  }

  /**
   * Of wrong answers of one function the kind that others are only cases of: where fewer answers
   * were permitted, and the same one was given instead.
   */
  private String withFewestAlternatives(String name) {
    WrongAnswer answer = WrongAnswer.of(name);
    String fewest = name;
    for (Key other : byKey.keySet()) {
      String candidate = other.names.get(0);
      if (other.names.size() == 1
          && WrongAnswer.of(candidate).isCaseOf(answer)
          && candidate.length() < fewest.length()) {
        fewest = candidate;
      }
    }
    return fewest;
  }

  /**
   * A kind that is a wrong answer, taken apart.
   *
   * @param answer the function and what it returned
   * @param rules the rules by which other answers were permitted; empty if it is no answer
   */
  private record WrongAnswer(String answer, Set<String> rules) {
    static WrongAnswer of(String kind) {
      int colon = kind.lastIndexOf(": ");
      return colon < 0 || !kind.contains(" returned ")
          ? new WrongAnswer(kind, Set.of())
          : new WrongAnswer(
              kind.substring(0, colon), Set.of(kind.substring(colon + 2).split(", ", -1)));
    }

    /** Whether another kind is the same answer where more would have been right. */
    boolean isCaseOf(WrongAnswer other) {
      return !rules.isEmpty() && answer.equals(other.answer) && other.rules.containsAll(rules);
    }
  }

  /** What the group of a deviation is called. */
  public String of(Deviation deviation) {
    return name(Key.of(deviation));
  }
}
