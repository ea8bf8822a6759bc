// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Wording;
import org.psci.conformance.program.Phase;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.Step;
import org.psci.conformance.program.Value;
import org.psci.spec.model.EntryPoints;

/**
 * How the runs of a racing program came out, and each of these ways how often. A way is what the
 * racing calls returned, and where the cores came in that they started.
 */
public final class RaceOutcomes {
  private final Map<Way, Integer> ways = new LinkedHashMap<>();
  private int runs;

  private record Way(List<String> seen, ProgramVerdict verdict) {}

  /**
   * Counts a run.
   *
   * @param entries which addresses are entry points
   */
  public void add(Judgement judgement, EntryPoints entries) {
    add(way(judgement.history(), entries), ProgramVerdict.of(judgement));
  }

  /** Counts a run that came out in this way. */
  public void add(List<String> way, ProgramVerdict verdict) {
    ways.merge(new Way(way, verdict), 1, Integer::sum);
    runs++;
  }

  /** How many runs were counted. */
  public int runs() {
    return runs;
  }

  /** The ways, the most frequent one first. */
  public List<RaceOutcome> data() {
    return ways.entrySet().stream()
        .map(way -> new RaceOutcome(way.getKey().seen, way.getKey().verdict, way.getValue()))
        .sorted(Comparator.comparingInt(RaceOutcome::runs).reversed())
        .toList();
  }

  /**
   * How a run of a racing program came out.
   *
   * @param entries which addresses are entry points
   */
  public static List<String> way(History history, EntryPoints entries) {
    Race race = Race.of(history.program());
    Map<Integer, Event> lastOfStep = new HashMap<>();
    for (Event event : history.events()) {
      if (event instanceof Event.Called called && race.steps.contains(called.step())) {
        lastOfStep.put(called.step(), event);
      }
    }
    List<Event> telling = new ArrayList<>();
    for (Event event : history.events()) {
      boolean belongs =
          event instanceof Event.Called called
              ? lastOfStep.get(called.step()) == event
              : !(event instanceof Event.Entered entered)
                  || race.slots.contains(entries.slotAt(entered.address()));
      if (belongs && !(event instanceof Event.WakeUp)) {
        telling.add(event);
      }
    }
    telling.sort(Comparator.comparingInt(Event::core));
    return telling.stream().map(event -> inShort(event, entries)).toList();
  }

  private static String inShort(Event event, EntryPoints entries) {
    String who = event.core() < 0 ? "machine" : "core " + event.core();
    return who + ": " + Wording.label(event, entries);
  }

  /**
   * The racing part of a program.
   *
   * @param steps the numbers of its steps
   * @param slots the entry points that they hand out
   */
  private record Race(Set<Integer> steps, Set<Integer> slots) {
    static Race of(Program program) {
      Set<Integer> steps = new HashSet<>();
      Set<Integer> slots = new HashSet<>();
      int number = 0;
      for (Phase phase : program.phases()) {
        for (Step step : phase.steps()) {
          if (phase.steps().size() > 1) {
            steps.add(number);
            slots.addAll(slotsOf(step));
          }
          number++;
        }
      }
      return new Race(steps, slots);
    }

    private static List<Integer> slotsOf(Step step) {
      List<Integer> slots = new ArrayList<>();
      for (Value value : step.invocation().arguments()) {
        if (value instanceof Value.Entry entry) {
          slots.add(entry.slot());
        }
      }
      return slots;
    }
  }
}
