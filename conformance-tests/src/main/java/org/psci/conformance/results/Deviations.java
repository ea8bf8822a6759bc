// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.History;
import org.psci.conformance.record.Deviation;
import org.psci.conformance.record.Look;
import org.psci.conformance.record.ProgramRun;
import org.psci.conformance.record.RaceOutcome;
import org.psci.conformance.record.Scores;

/**
 * What a run makes of the deviations that its programs have shown. Whether something is a finding
 * hangs on what was seen; looking into it makes its program shorter, and says how often it shows.
 */
public final class Deviations {
  private static final String NOT_WANTED =
      "what shows again breaks nothing that the run is about, and it may be a case of that";

  private final Groups groups;
  private final ClauseWords words = new ClauseWords();
  private final Map<String, Look> looks = new HashMap<>();
  private final Set<String> wanted;
  private final Set<String> leftOut = new HashSet<>();

  /** The groups by their ids; null if they have to be sorted out again. */
  private @Nullable Map<String, Group> sorted;

  /** Of the causes that were asked for, whether the run is about them. */
  private final Map<String, Boolean> isAbout = new HashMap<>();

  /**
   * @param wanted the ids of the rules that the run is about
   * @param kept how often the rule with an id was seen kept
   */
  Deviations(Set<String> wanted, ToLongFunction<String> kept) {
    this.wanted = Set.copyOf(wanted);
    this.groups = new Groups(kept);
  }

  /**
   * A cause, with the best program that shows it.
   *
   * @param cause the clause that is broken
   * @param rules the ids of the rules of which one is broken: that of the clause, and others where
   *     nothing in the run can tell
   * @param symptoms what else was seen of it
   * @param deviation what that program has shown
   * @param program the text of the program
   * @param first whether nothing had run on the machine before since it was started
   * @param events everything that was seen, as in a recorded history; null if that was not kept
   * @param ending how that run ended
   * @param endingRemark more about that ending
   * @param seen in how many runs of programs its kind was seen in the survey
   * @param shown in how many of the last runs it showed
   * @param runs how many last runs there were
   * @param outcomes of a race, how the last runs came out
   * @param remark what the reader has to know of it
   */
  public record Finding(
      BrokenClause cause,
      List<String> rules,
      Symptoms symptoms,
      Deviation deviation,
      String program,
      boolean first,
      @Nullable JsonNode events,
      History.Ending ending,
      String endingRemark,
      long seen,
      int shown,
      int runs,
      List<RaceOutcome> outcomes,
      @Nullable String remark) {}

  /** Something that may be a deviation, and why it may be none. */
  record Doubt(BrokenClause cause, Group group, String why) {}

  /**
   * What is to be said.
   *
   * @param findings the causes that were found
   * @param doubts what may be one
   * @param covered by the ids of groups the ids of the causes that were found for them
   */
  record Summary(List<Finding> findings, List<Doubt> doubts, Map<String, String> covered) {

    /** The ids of the rules of the causes that were found. */
    Set<String> violated() {
      return findings.stream()
          .map(finding -> finding.cause().rule().id())
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
  }

  /**
   * Something that did not come in time, and that came each time with ten times the patience: that
   * says of the machine that it is slow, and nothing of its PSCI.
   *
   * @param programs in how many programs it was waited for in vain
   * @param tries how often it came then
   */
  record Late(String observed, long programs, int tries) {}

  void add(ProgramRun run) {
    run.deviations().forEach(words::add);
    groups.add(run);
    hasChanged();
  }

  void add(Look look) {
    if (look.deviation() != null) {
      words.add(look.deviation());
    }
    looks.put(look.group(), look);
  }

  /** Says that rules were seen kept, so that other causes may be more likely. */
  void hasSeenMoreKept() {
    groups.hasChanged();
    hasChanged();
  }

  private void hasChanged() {
    sorted = null;
    isAbout.clear();
  }

  /** Says nothing of these rules, nor of clauses that belong to them. */
  void leaveOut(Collection<String> rules) {
    leftOut.addAll(rules);
    isAbout.clear();
  }

  private Map<String, Group> groups() {
    if (sorted == null) {
      sorted = new LinkedHashMap<>();
      for (Group group : groups.all()) {
        sorted.put(group.id(), group);
      }
    }
    return sorted;
  }

  /** The causes that the run is about and that nobody has looked into, in their order. */
  List<Group> open() {
    Set<String> covered = new HashSet<>();
    looks.values().forEach(look -> covered.addAll(covers(look)));
    return groups().values().stream()
        .filter(group -> isWanted(group.id()))
        .filter(group -> !covered.contains(group.id()))
        .toList();
  }

  /** The groups of which a look says everything: its own, and that of what it has shown. */
  private Set<String> covers(Look look) {
    Set<String> covers = new HashSet<>(Set.of(look.group()));
    if (look.result() == Look.Result.SHOWN && look.deviation() != null) {
      covers.add(groups.of(look.deviation()));
    }
    return covers;
  }

  /** What the group is called that a deviation belongs to. */
  String groupOf(Deviation deviation) {
    return groups.of(deviation);
  }

  /** Whether a deviation is put down to something that the run is about. */
  boolean isWanted(Deviation deviation) {
    return isWanted(groups.of(deviation));
  }

  private boolean isWanted(String cause) {
    return isAbout.computeIfAbsent(cause, id -> isWanted(id, Optional.empty()));
  }

  private boolean isWanted(String cause, Optional<Deviation> shown) {
    return groups.alike(cause, shown).stream().map(words::of).anyMatch(this::isWanted);
  }

  /** A clause is wanted for its rule, and for those that it also stands under. */
  private boolean isWanted(BrokenClause clause) {
    boolean isSelected =
        wanted.contains(clause.rule().id())
            || clause.alsoUnder().stream().anyMatch(wanted::contains);
    return isSelected && !leftOut.contains(clause.rule().id());
  }

  /**
   * Whether a silence that is put down to the same cause has been confirmed, by whatever program.
   * That something else shows this cause says nothing of silences.
   */
  boolean isConfirmed(Deviation silence) {
    String id = groups.of(silence);
    Look look = looks.get(id);
    Group group = groups().get(id);
    boolean isShown = look != null && look.deviation() != null && look.deviation().silence();
    return isShown || (group != null && group.isSilenceConfirmed());
  }

  private boolean isLate(Group group) {
    Look look = looks.get(group.id());
    return group.isOnlyImpatience() && look != null && look.result() == Look.Result.CAME;
  }

  /** Whether a silence of this kind was looked into, and came with more patience. */
  boolean isLate(Deviation silence) {
    Group group = groups().get(groups.of(silence));
    return group != null && isLate(group);
  }

  /** What came late, and each time with more patience. */
  List<Late> late() {
    List<Late> late = new ArrayList<>();
    for (Group group : groups().values()) {
      Look look = looks.get(group.id());
      if (look != null && isLate(group)) {
        late.add(new Late(group.best().deviation().observed(), group.programs(), look.runs()));
      }
    }
    return late;
  }

  /**
   * The ids of all rules that may be broken if each thing that was seen in the run is looked at
   * alone. What came with more patience breaks none.
   */
  Set<String> named() {
    Set<String> named = new HashSet<>();
    for (Group group : groups().values()) {
      if (!isLate(group)) {
        named.add(BrokenClause.ruleOf(group.id()));
        named.addAll(group.rules());
      }
    }
    for (Look look : looks.values()) {
      if (look.deviation() != null) {
        named.addAll(look.deviation().rules());
      }
    }
    return named;
  }

  /** The ids of the rules that broken clauses, and those that may be, also stand under. */
  Set<String> beside() {
    Set<String> beside = new HashSet<>();
    for (Group group : groups().values()) {
      if (!isLate(group)) {
        beside.addAll(words.of(group.id()).alsoUnder());
      }
    }
    for (Look look : looks.values()) {
      if (look.deviation() != null) {
        beside.addAll(words.of(groups.of(look.deviation())).alsoUnder());
      }
    }
    return beside;
  }

  Summary summary() {
    List<Finding> findings = new ArrayList<>();
    List<Doubt> doubts = new ArrayList<>();
    Map<String, String> covered = new LinkedHashMap<>();
    for (Group group : groups().values()) {
      Look look = looks.get(group.id());
      if (!isWanted(group.id()) || covered.containsKey(group.id()) || isLate(group)) {
        continue;
      }
      if (look != null && look.result() == Look.Result.SHOWN) {
        String cause = cause(group, look);
        boolean isNew = !covered.containsKey(cause); // else it turned out to be one that is there
        if (isNew && !isWanted(cause, Optional.of(deviation(look)))) {
          doubts.add(new Doubt(words.of(group.id()), group, NOT_WANTED));
          continue;
        }
        if (isNew) {
          findings.add(shown(cause, group, look));
          covered.put(cause, cause);
        }
        if (!group.isCertain() || groups.areExplainedBy(group.id(), cause)) {
          covered.put(group.id(), cause);
          continue;
        }
      }
      if (group.isCertain()) {
        findings.add(asSeen(group, look));
        covered.put(group.id(), group.id());
      } else {
        doubts.add(new Doubt(words.of(group.id()), group, why(group, look)));
      }
    }
    doubts.removeIf(doubt -> covered.containsKey(doubt.group().id()));
    return new Summary(findings, doubts, covered);
  }

  /**
   * The readings that are faults and that the causes of the run follow. What a program alone speaks
   * for does not count.
   */
  SortedMap<String, Scores.Followed> faults(Summary summary) {
    SortedMap<String, Scores.Followed> faults = new TreeMap<>();
    for (Group group : groups().values()) {
      String cause = summary.covered().get(group.id());
      if (cause == null && group.isCertain()) {
        cause = group.id(); // nothing that the run is about
      }
      if (cause != null) {
        ProgramRun best = group.best().run();
        Scores.Followed followed =
            new Scores.Followed(group.programs(), best.source(), best.program());
        words
            .of(cause)
            .fault()
            .ifPresent(r -> faults.merge(r.toString(), followed, Scores.Followed::and));
      }
    }
    return faults;
  }

  /** The cause that a look into a group has shown: its own, if that explains what was shown. */
  private String cause(Group group, Look look) {
    Deviation shown = deviation(look);
    return shown.causes().contains(group.id()) ? group.id() : groups.of(shown);
  }

  private static Deviation deviation(Look look) {
    if (look.deviation() == null || look.program() == null) {
      throw new IllegalArgumentException("the look into " + look.group() + " shows nothing");
    }
    return look.deviation();
  }

  private Finding shown(String cause, Group lookedInto, Look look) {
    Deviation deviation = deviation(look);
    Group group = groups().getOrDefault(cause, lookedInto);
    return new Finding(
        words.of(cause),
        rules(cause, Optional.of(deviation)),
        Symptoms.of(cause, deviation, group.seen()),
        deviation,
        look.program() == null ? "" : look.program(),
        look.first(),
        look.events(),
        look.ending() == null ? History.Ending.UNPARKED : look.ending(),
        look.remark(),
        group.programs(),
        look.shown(),
        look.runs(),
        look.outcomes(),
        look.cut());
  }

  private Finding asSeen(Group group, @Nullable Look look) {
    Group.Sighting best = group.best();
    return new Finding(
        words.of(group.id()),
        rules(group.id(), Optional.empty()),
        Symptoms.of(group.id(), best.deviation(), group.seen()),
        best.deviation(),
        best.run().program(),
        best.run().first(),
        best.run().events(),
        best.run().ending(),
        best.run().remark(),
        group.programs(),
        0,
        look == null ? 0 : look.runs(),
        List.of(),
        look == null ? "nobody has looked into it" : null);
  }

  private List<String> rules(String cause, Optional<Deviation> shown) {
    return groups.alike(cause, shown).stream().map(BrokenClause::ruleOf).distinct().toList();
  }

  private static String why(Group group, @Nullable Look look) {
    if (group.isOnlyImpatience()) {
      return "it did not come in time, and nobody has looked whether it comes later";
    }
    return look == null || look.result() == Look.Result.BEHIND
        ? "it was seen only behind another deviation, and may be a consequence of it"
        : "something had deviated before on the same machine, and alone it did not show again";
  }
}
