// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.History;
import org.psci.conformance.record.Deviation;
import org.psci.conformance.record.Look;
import org.psci.conformance.record.ProgramRun;
import org.psci.conformance.record.RaceOutcome;

/**
 * What a run makes of the deviations that its programs have shown. Whether something is a finding
 * hangs on what was seen; looking into it makes its program shorter, and says how often it shows.
 */
public final class Deviations {
  private final Groups groups;
  private final Map<String, Look> looks = new HashMap<>();
  private final Set<String> wanted;

  /** The groups by their ids; null if they have to be sorted out again. */
  private @Nullable Map<String, Group> sorted;

  /**
   * @param wanted the ids of the rules that the run is about
   * @param kept how often the rule with an id was seen kept
   */
  Deviations(Set<String> wanted, ToLongFunction<String> kept) {
    this.wanted = wanted;
    this.groups = new Groups(kept);
  }

  /**
   * A deviation, with the best program that shows it.
   *
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
  record Doubt(Group group, String why) {}

  /** What is to be said. */
  record Summary(List<Finding> findings, List<Doubt> doubts, Set<String> violated) {}

  /**
   * Something that did not come in time, and that came each time with ten times the patience: that
   * says of the machine that it is slow, and nothing of its PSCI.
   *
   * @param programs in how many programs it was waited for in vain
   * @param tries how often it came then
   */
  record Late(String observed, long programs, int tries) {}

  void add(ProgramRun run) {
    groups.add(run);
    sorted = null;
  }

  void add(Look look) {
    looks.put(look.group(), look);
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

  /** The groups that the run is about and that nobody has looked into, in their order. */
  List<Group> open() {
    Set<String> covered = new HashSet<>();
    looks.values().forEach(look -> covered.addAll(covers(look)));
    return groups().values().stream()
        .filter(this::isWanted)
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

  private boolean isWanted(Group group) {
    return group.rules().stream().anyMatch(wanted::contains);
  }

  /** Whether a silence of this kind has been confirmed, by whatever program. */
  boolean isConfirmed(Deviation silence) {
    String id = groups.of(silence);
    Look look = looks.get(id);
    Group group = groups().get(id);
    boolean shown = look != null && look.result() == Look.Result.SHOWN;
    return shown || (group != null && !group.isOnlyImpatience());
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
   * The ids of all rules that anything in the run names as broken. What came with more patience
   * names none.
   */
  Set<String> named() {
    Set<String> named = new HashSet<>();
    for (Group group : groups().values()) {
      if (!isLate(group)) {
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

  Summary summary() {
    List<Finding> findings = new ArrayList<>();
    List<Doubt> doubts = new ArrayList<>();
    Set<String> covered = new HashSet<>();
    Set<String> violated = new LinkedHashSet<>();
    for (Group group : groups().values()) {
      Look look = looks.get(group.id());
      if (!isWanted(group) || covered.contains(group.id()) || isLate(group)) {
        continue;
      }
      @Nullable Look shown = look != null && look.result() == Look.Result.SHOWN ? look : null;
      if (shown != null && covered.contains(groups.of(deviation(shown)))) {
        continue; // it turned out to be one that is there already
      }
      if (shown != null || group.isCertain()) {
        Finding finding = shown != null ? shown(group, shown) : asSeen(group, look);
        if (finding.deviation().rules().stream().noneMatch(wanted::contains)) {
          continue; // what was shown in the end is from rules that the run is not about
        }
        findings.add(finding);
        violated.addAll(finding.deviation().rules());
        covered.add(group.id());
        covered.add(groups.of(finding.deviation()));
      } else {
        doubts.add(new Doubt(group, why(group, look)));
      }
    }
    doubts.removeIf(doubt -> covered.contains(doubt.group().id()));
    return new Summary(findings, doubts, violated);
  }

  private static Deviation deviation(Look look) {
    if (look.deviation() == null || look.program() == null) {
      throw new IllegalArgumentException("the look into " + look.group() + " shows nothing");
    }
    return look.deviation();
  }

  private static Finding shown(Group group, Look look) {
    String program = look.program() == null ? "" : look.program();
    return new Finding(
        deviation(look),
        program,
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

  private static Finding asSeen(Group group, @Nullable Look look) {
    Group.Sighting best = group.best();
    return new Finding(
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

  private static String why(Group group, @Nullable Look look) {
    if (group.isOnlyImpatience()) {
      return "it did not come in time, and nobody has looked whether it comes later";
    }
    return look == null || look.result() == Look.Result.BEHIND
        ? "it was seen only behind another deviation, and may be a consequence of it"
        : "something had deviated before on the same machine, and alone it did not show again";
  }
}
