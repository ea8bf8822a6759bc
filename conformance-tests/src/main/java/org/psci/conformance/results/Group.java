// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.psci.conformance.record.Deviation;
import org.psci.conformance.record.ProgramRun;

/** Deviations that are put down to one cause, as the programs of a run have shown them. */
public final class Group {
  /** So many programs are kept, the best ones, to look into the group with. */
  private static final int MOST_CANDIDATES = 4;

  private final String id;
  private final Set<String> rules = new LinkedHashSet<>();
  private final Set<String> observed = new LinkedHashSet<>();
  private final Set<String> symptoms = new LinkedHashSet<>();
  private final List<Sighting> candidates = new ArrayList<>();
  private long programs;
  private long sureFirst;
  private long sure;
  private boolean isSilenceConfirmed;

  /**
   * @param id the id of the clause that its deviations are put down to
   */
  Group(String id) {
    this.id = id;
  }

  /**
   * A deviation in the run of a program.
   *
   * @param run the run
   * @param place its place among the deviations of that run, from 0
   */
  public record Sighting(ProgramRun run, int place) {
    public Deviation deviation() {
      return run.deviations().get(place);
    }

    /** Whether nothing that was wrong before it in its program can be its cause. */
    public boolean isOriginal() {
      return run.deviations().subList(0, place).stream().noneMatch(Deviation::diverts);
    }

    /** Whether nothing that was wrong before it since the machine was started can be its cause. */
    public boolean isClean() {
      return isOriginal() && !run.afterDeviation();
    }

    /** Whether it is no silence that may be impatience. */
    public boolean isSure() {
      return !deviation().silence() || run.patient();
    }

    /** Whether cores race in it, so that it may come out otherwise the next time. */
    private boolean isRace() {
      return !run.way().isEmpty();
    }

    /**
     * Less is better: clean, sure, without races, with few other causes that would explain it, kept
     * in full, short.
     */
    private long weight() {
      long badness = isClean() ? 0 : isOriginal() ? 1 : 2;
      badness = 2 * badness + (isSure() ? 0 : 1);
      badness = 2 * badness + (isRace() ? 1 : 0);
      badness = 16 * badness + Math.min(15, deviation().causes().size());
      badness = 2 * badness + (run.events() == null ? 1 : 0);
      return (badness << Integer.SIZE) + run.program().length();
    }
  }

  void add(Sighting sighting) {
    sure += sighting.isSure() ? 1 : 0;
    sureFirst += sighting.isSure() && sighting.isClean() ? 1 : 0;
    isSilenceConfirmed |= sighting.isSure() && sighting.deviation().silence();
    rules.addAll(sighting.deviation().rules());
    observed.add(sighting.deviation().observed());
    symptoms.addAll(sighting.deviation().symptoms());
    candidates.add(sighting);
    keepTheBest();
  }

  /** Counts a program that has shown it, however often. */
  void countProgram() {
    programs++;
  }

  /**
   * Takes in deviations that some causes explain, of which this one was chosen. What the same
   * programs have shown beside it was found to go with the first of these causes.
   */
  void add(Group other) {
    programs += other.programs;
    sure += other.sure;
    sureFirst += other.sureFirst;
    isSilenceConfirmed |= other.isSilenceConfirmed;
    rules.addAll(other.rules);
    observed.addAll(other.observed);
    if (other.id.equals(id)) {
      symptoms.addAll(other.symptoms);
    }
    candidates.addAll(other.candidates);
    keepTheBest();
  }

  private void keepTheBest() {
    candidates.sort(Comparator.comparingLong(Sighting::weight)); // stable: the earliest first
    if (candidates.size() > MOST_CANDIDATES) {
      candidates.subList(MOST_CANDIDATES, candidates.size()).clear();
    }
  }

  /** The id of its cause: the same in every run. */
  public String id() {
    return id;
  }

  /** The ids of the rules of which one is broken, if only one of its deviations is looked at. */
  public Set<String> rules() {
    return rules;
  }

  /** What was seen of it, each wording once. */
  Set<String> seen() {
    Set<String> seen = new LinkedHashSet<>(observed);
    seen.addAll(symptoms);
    return seen;
  }

  /** The programs to look into it with, the best one first. */
  public List<Sighting> candidates() {
    return List.copyOf(candidates);
  }

  public Sighting best() {
    return candidates.get(0);
  }

  /** In how many runs of programs it was seen. */
  public long programs() {
    return programs;
  }

  /**
   * Whether it was seen for certain: as the first thing that went wrong since the machine was
   * started, and not as a silence that may be impatience.
   */
  public boolean isCertain() {
    return sureFirst > 0;
  }

  /** Whether something did not come although there was more patience. */
  boolean isSilenceConfirmed() {
    return isSilenceConfirmed;
  }

  /** Whether something did not come, and nothing has confirmed that. */
  public boolean isOnlyImpatience() {
    return sure == 0;
  }
}
