// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.oracle.Tier;
import org.psci.conformance.record.Deviation;
import org.psci.conformance.record.ProgramRun;
import org.psci.spec.function.ClauseCatalogue;

/**
 * The causes of a run: the smallest set of clauses of which each deviation of its programs is
 * explained by one, if that is left out.
 *
 * <p>The set is found step by step: the clause that explains most kinds of deviations is a cause,
 * then the one that explains most of what is left. Of clauses that explain as much the one that
 * permits least is taken, and of these one whose rule the run has never seen kept. What was seen
 * first in a program goes before what may be the consequence of something else. In the end a cause
 * goes that another one of the same rule explains.
 */
public final class Groups {
  /** Deviations that the same clauses explain, by the ids of these. */
  private final Map<List<String>, Group> byCauses = new LinkedHashMap<>();

  /** How often each rule was seen kept. */
  private final ToLongFunction<String> kept;

  /** Which cause was chosen of each set of them; null if that has to be found out again. */
  private @Nullable Map<List<String>, String> chosen;

  /**
   * @param kept how often the rule with an id was seen kept
   */
  public Groups(ToLongFunction<String> kept) {
    this.kept = kept;
  }

  /** Takes in what a program has shown. */
  public void add(ProgramRun run) {
    hasChanged();
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

  /** Says that more has been seen, or seen kept, so that other causes may be more likely. */
  void hasChanged() {
    chosen = null;
  }

  /** The groups, in the order in which they were seen first. */
  public List<Group> all() {
    Map<String, Group> all = new LinkedHashMap<>();
    byCauses.forEach((causes, group) -> all.computeIfAbsent(cause(causes), Group::new).add(group));
    return new ArrayList<>(all.values());
  }

  /** The cause that a deviation is put down to, which is what its group is called. */
  public String of(Deviation deviation) {
    return cause(deviation.causes());
  }

  /**
   * What only a look has shown is put down to a cause that is there already, if one explains it.
   */
  private String cause(List<String> causes) {
    String known = chosen().get(causes);
    return known != null
        ? known
        : causes.stream().filter(chosen().values()::contains).findFirst().orElse(causes.get(0));
  }

  private Map<List<String>, String> chosen() {
    Map<List<String>, String> known = chosen;
    if (known == null) {
      known = new LinkedHashMap<>();
      assign(known, true);
      assign(known, false);
      chosen = known;
    }
    return known;
  }

  /**
   * The causes that explain everything which is put down to this one, and that are as likely:
   * nothing that was seen can tell them apart. The chosen one is the first.
   *
   * @param shown what a look into the group has shown, if there was one
   */
  List<String> alike(String cause, Optional<Deviation> shown) {
    List<List<String>> certain = new ArrayList<>();
    List<List<String>> all = new ArrayList<>();
    byCauses.forEach(
        (causes, group) -> {
          if (cause(causes).equals(cause)) {
            all.add(causes);
            if (group.isCertain()) {
              certain.add(causes);
            }
          }
        });
    Set<String> alike = new LinkedHashSet<>(List.of(cause));
    List<List<String>> telling = new ArrayList<>(certain.isEmpty() ? all : certain);
    shown.map(Deviation::causes).filter(causes -> causes.contains(cause)).ifPresent(telling::add);
    if (!telling.isEmpty()) {
      telling.get(0).stream().filter(each -> isAsLikely(each, cause)).forEach(alike::add);
      telling.forEach(alike::retainAll);
    }
    return List.copyOf(alike);
  }

  /** Whether another cause explains all that is put down to this one for certain. */
  boolean areExplainedBy(String cause, String other) {
    return byCauses.entrySet().stream()
        .filter(each -> each.getValue().isCertain() && cause(each.getKey()).equals(cause))
        .allMatch(each -> each.getKey().contains(other));
  }

  private boolean isAsLikely(String one, String other) {
    return tier(one) == tier(other)
        && kept.applyAsLong(BrokenClause.ruleOf(one))
            == kept.applyAsLong(BrokenClause.ruleOf(other));
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
    Set<String> there = new HashSet<>(assigned.values());
    for (List<String> causes : left) {
      causes.stream().filter(there::contains).findFirst().ifPresent(c -> assigned.put(causes, c));
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
    dropWhatOthersOfItsRuleExplain(assigned);
  }

  /**
   * A cause that was chosen early may be explained by a wider one of the same rule that was chosen
   * for something else: then the wider one says it all.
   */
  private static void dropWhatOthersOfItsRuleExplain(Map<List<String>, String> assigned) {
    for (String cause : new LinkedHashSet<>(assigned.values())) {
      List<List<String>> own =
          assigned.keySet().stream().filter(each -> cause.equals(assigned.get(each))).toList();
      new LinkedHashSet<>(assigned.values())
          .stream()
              .filter(other -> !other.equals(cause))
              .filter(other -> BrokenClause.ruleOf(other).equals(BrokenClause.ruleOf(cause)))
              .filter(other -> own.stream().allMatch(each -> each.contains(other)))
              .findFirst()
              .ifPresent(other -> own.forEach(each -> assigned.put(each, other)));
    }
  }

  /** The cause that explains most, and of several the most likely one. */
  private String next(List<List<String>> left) {
    Map<String, Long> explains = new LinkedHashMap<>();
    for (List<String> causes : left) {
      causes.forEach(cause -> explains.merge(cause, 1L, Long::sum));
    }
    long most = explains.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return explains.entrySet().stream()
        .filter(each -> each.getValue() == most)
        .map(Map.Entry::getKey)
        .min(
            Comparator.comparing(Groups::tier)
                .thenComparing(id -> kept.applyAsLong(BrokenClause.ruleOf(id)) > 0)
                .thenComparingInt(id -> place(id, left)))
        .orElseThrow();
  }

  /** How far in front it stands among the alternatives. */
  private static int place(String cause, List<List<String>> left) {
    return left.stream()
        .filter(causes -> causes.contains(cause))
        .mapToInt(causes -> causes.indexOf(cause))
        .min()
        .orElse(0);
  }

  private static Tier tier(String clause) {
    return ClauseCatalogue.find(clause).map(Tier::of).orElse(Tier.NARROW);
  }
}
