// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.program.Program;
import org.psci.spec.rule.Ambiguity;
import org.psci.spec.rule.AmbiguityCatalogue;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Reading;
import org.psci.spec.rule.Reading.Standing;

/** The readings of open points that an implementation was seen to follow. */
public final class ReadingLedger {
  /** How often a reading was seen, and where first. */
  private static final class Seen {
    final Reading reading;
    final String source;
    final Program program;
    long times;

    Seen(Reading reading, String source, Program program) {
      this.reading = reading;
      this.source = source;
      this.program = program;
    }
  }

  /**
   * Two lawful readings of one point, where an implementation has to keep to one.
   *
   * @param first the one
   * @param firstProgram the first program that showed it
   * @param second the other
   * @param secondProgram the first program that showed that
   */
  public record Conflict(
      Reading first, Program firstProgram, Reading second, Program secondProgram) {}

  /** By point, then by letter. */
  private final Map<String, Map<String, Seen>> points = new TreeMap<>();

  private final Set<String> confirmed = new HashSet<>();

  /**
   * Counts a judgement in.
   *
   * @param source where its program comes from
   */
  public void add(Judgement judgement, String source) {
    for (Reading reading : readings(judgement)) {
      Seen seen =
          points
              .computeIfAbsent(reading.ambiguity(), point -> new TreeMap<>())
              .computeIfAbsent(
                  reading.letter(),
                  letter -> new Seen(reading, source, judgement.history().program()));
      seen.times++;
    }
  }

  /**
   * The readings that a judgement shows, as often as it does. What else was seen beside a deviation
   * may be a consequence of it, and says nothing.
   */
  private static List<Reading> readings(Judgement judgement) {
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

  /** Whether a judgement shows this reading. */
  public static boolean shows(Judgement judgement, Reading reading) {
    return readings(judgement).contains(reading);
  }

  /** The points at which an implementation has to keep to one reading, and did not. */
  public List<Conflict> conflicts() {
    List<Conflict> conflicts = new ArrayList<>();
    points.forEach((id, letters) -> conflict(id, letters).ifPresent(conflicts::add));
    return conflicts;
  }

  private static Optional<Conflict> conflict(String id, Map<String, Seen> letters) {
    List<Seen> lawful = letters.values().stream().filter(seen -> seen.reading.isLawful()).toList();
    if (!AmbiguityCatalogue.ambiguity(id).isConstant() || lawful.size() < 2) {
      return Optional.empty();
    }
    Seen first = lawful.get(0);
    Seen second = lawful.get(1);
    return Optional.of(new Conflict(first.reading, first.program, second.reading, second.program));
  }

  /** Notes that a conflict showed again on a freshly started machine. */
  public void confirm(Conflict conflict) {
    confirmed.add(conflict.first().ambiguity());
  }

  /** How many conflicts have been confirmed. */
  public int confirmed() {
    return confirmed.size();
  }

  /** The points on which something was seen. */
  public List<Results.PointData> points() {
    List<Results.PointData> data = new ArrayList<>();
    points.forEach((id, letters) -> data.add(point(AmbiguityCatalogue.ambiguity(id), letters)));
    return List.copyOf(data);
  }

  private Results.PointData point(Ambiguity point, Map<String, Seen> letters) {
    PointVerdict verdict = verdict(point.id(), letters);
    @Nullable Boolean again =
        verdict == PointVerdict.INCONSISTENT ? (Boolean) confirmed.contains(point.id()) : null;
    return new Results.PointData(
        point.id(),
        point.section(),
        point.question(),
        verdict,
        again,
        letters.values().stream().map(ReadingLedger::reading).toList());
  }

  private static Results.ReadingData reading(Seen seen) {
    return new Results.ReadingData(
        seen.reading.letter(),
        seen.reading.standing().name().toLowerCase(Locale.ROOT),
        seen.reading.sentence(),
        seen.times,
        seen.source,
        seen.program.toString());
  }

  /** The gravest thing that is to be said. */
  private static PointVerdict verdict(String id, Map<String, Seen> letters) {
    Standing gravest = Standing.DEFAULT;
    for (Seen seen : letters.values()) {
      Standing standing = seen.reading.standing();
      gravest = standing.compareTo(gravest) > 0 ? standing : gravest;
    }
    if (gravest != Standing.VIOLATION && conflict(id, letters).isPresent()) {
      return PointVerdict.INCONSISTENT;
    }
    return switch (gravest) {
      case DEFAULT -> PointVerdict.DEFAULT;
      case PERMITTED -> PointVerdict.PERMITTED;
      case VARIATION -> PointVerdict.VARIATION;
      case VIOLATION -> PointVerdict.VIOLATION;
    };
  }
}
