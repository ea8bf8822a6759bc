// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.psci.conformance.history.Event;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Violation;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Reading;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;

/** Adds up what programs have exercised. */
public final class Score {
  private final long[] exercised = new long[RuleCatalogue.all().size()];
  private final boolean[] varied = new boolean[exercised.length];
  private final SortedMap<String, Scores.Followed> readings = new TreeMap<>();
  private final BitSet combinations = new BitSet();
  private long programs;
  private long calls;
  private long events;
  private long restarts;
  private long askedWell;
  private long askedInVain;

  /** Those of one program. */
  public static Scores of(String source, Judgement judgement, Asking asking) {
    Score score = new Score();
    score.add(source, judgement);
    score.add(asking);
    return score.scores();
  }

  /**
   * Counts a judgement in.
   *
   * @param source where its program comes from
   */
  public void add(String source, Judgement judgement) {
    programs++;
    restarts += judgement.history().isParked() ? 0 : 1;
    for (Event event : judgement.history().events()) {
      events++;
      calls += event instanceof Event.Called ? 1 : 0;
    }
    combinations.or(judgement.combinations());
    for (Because why : judgement.explanations()) {
      for (Rule rule : why.rules()) {
        exercised[rule.index()]++;
        varied[rule.index()] |= why.variation().isPresent();
      }
    }
    for (Reading reading : readings(judgement)) {
      Scores.Followed followed = readings.get(reading.toString());
      readings.put(
          reading.toString(),
          followed == null
              ? new Scores.Followed(1, source, judgement.history().program().toString())
              : new Scores.Followed(followed.times() + 1, followed.source(), followed.program()));
    }
  }

  /** How many events the rule with this id explains. */
  public long exercised(String rule) {
    return exercised[RuleCatalogue.rule(rule).index()];
  }

  /** Counts in how a program parked. */
  public void add(Asking asking) {
    askedWell += asking == Asking.WELL ? 1 : 0;
    askedInVain += asking == Asking.IN_VAIN ? 1 : 0;
  }

  /** Counts in what was added up before. */
  public void add(Scores scores) {
    programs += scores.programs();
    calls += scores.calls();
    events += scores.events();
    restarts += scores.restarts();
    askedWell += scores.askedWell();
    askedInVain += scores.askedInVain();
    scores.exercised().forEach((id, times) -> exercised[RuleCatalogue.rule(id).index()] += times);
    scores.varied().forEach(id -> varied[RuleCatalogue.rule(id).index()] = true);
    scores
        .readings()
        .forEach((reading, seen) -> readings.merge(reading, seen, Scores.Followed::and));
    scores.combinations().forEach(combinations::set);
  }

  /**
   * The readings that a judgement shows, as often as it does. What else was seen beside a deviation
   * may be a consequence of it, and says nothing.
   */
  public static List<Reading> readings(Judgement judgement) {
    List<Reading> readings = new ArrayList<>();
    if (judgement.isExplained()) {
      for (Because why : judgement.explanations()) {
        why.reading().ifPresent(readings::add);
      }
    }
    for (Violation violation : judgement.violations()) {
      violation.reading().ifPresent(readings::add);
    }
    return readings;
  }

  /** The sum. */
  public Scores scores() {
    SortedMap<String, Long> times = new TreeMap<>();
    List<String> variedRules = new ArrayList<>();
    for (Rule rule : RuleCatalogue.all()) {
      if (exercised[rule.index()] > 0) {
        times.put(rule.id(), exercised[rule.index()]);
      }
      if (varied[rule.index()]) {
        variedRules.add(rule.id());
      }
    }
    return new Scores(
        programs,
        calls,
        events,
        restarts,
        askedWell,
        askedInVain,
        times,
        variedRules,
        new TreeMap<>(readings),
        combinations.stream().boxed().toList());
  }
}
