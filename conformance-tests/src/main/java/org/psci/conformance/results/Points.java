// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.record.Scores.Followed;
import org.psci.spec.rule.Ambiguity;
import org.psci.spec.rule.AmbiguityCatalogue;
import org.psci.spec.rule.Reading;
import org.psci.spec.rule.Reading.Standing;

/** The open points on which a run has seen which reading an implementation follows. */
public final class Points {
  /** By point, then by reading. */
  private final SortedMap<String, List<Seen>> points = new TreeMap<>();

  private record Seen(Reading reading, Followed followed) {}

  /**
   * Two lawful readings of one point, where an implementation has to keep to one.
   *
   * @param first the one
   * @param firstProgram the first program that showed it
   * @param second the other
   * @param secondProgram the first program that showed that
   */
  public record TwoWays(Reading first, String firstProgram, Reading second, String secondProgram) {
    public String point() {
      return first.ambiguity();
    }
  }

  /**
   * @param readings the readings that were followed, by their names
   */
  public Points(SortedMap<String, Followed> readings) {
    for (Map.Entry<String, Followed> each : readings.entrySet()) {
      Optional<Reading> reading = AmbiguityCatalogue.find(each.getKey());
      reading.ifPresent(
          r ->
              points
                  .computeIfAbsent(r.ambiguity(), point -> new ArrayList<>())
                  .add(new Seen(r, each.getValue())));
    }
  }

  /** The points at which an implementation has to keep to one reading, and did not. */
  public List<TwoWays> inTwoWays() {
    List<TwoWays> all = new ArrayList<>();
    points.forEach((id, seen) -> inTwoWays(id, seen).ifPresent(all::add));
    return all;
  }

  private static Optional<TwoWays> inTwoWays(String id, List<Seen> all) {
    List<Seen> lawful = all.stream().filter(seen -> seen.reading.isLawful()).toList();
    if (!AmbiguityCatalogue.ambiguity(id).isConstant() || lawful.size() < 2) {
      return Optional.empty();
    }
    Seen first = lawful.get(0);
    Seen second = lawful.get(1);
    return Optional.of(
        new TwoWays(
            first.reading, first.followed.program(), second.reading, second.followed.program()));
  }

  /**
   * The points on which something was seen.
   *
   * @param confirmed the ids of those that were read in two ways again on a fresh machine
   */
  List<Results.PointData> data(Set<String> confirmed) {
    List<Results.PointData> data = new ArrayList<>();
    points.forEach(
        (id, seen) -> data.add(point(AmbiguityCatalogue.ambiguity(id), seen, confirmed)));
    return List.copyOf(data);
  }

  private static Results.PointData point(Ambiguity point, List<Seen> all, Set<String> confirmed) {
    PointVerdict verdict = verdict(point.id(), all);
    @Nullable Boolean again =
        verdict == PointVerdict.INCONSISTENT ? (Boolean) confirmed.contains(point.id()) : null;
    return new Results.PointData(
        point.id(),
        point.section(),
        point.question(),
        verdict,
        again,
        all.stream().map(Points::reading).toList());
  }

  private static Results.ReadingData reading(Seen seen) {
    return new Results.ReadingData(
        seen.reading.letter(),
        seen.reading.standing().name().toLowerCase(Locale.ROOT),
        seen.reading.sentence(),
        seen.followed.times(),
        seen.followed.source(),
        seen.followed.program());
  }

  /** The gravest thing that is to be said. */
  private static PointVerdict verdict(String id, List<Seen> all) {
    Standing gravest = Standing.DEFAULT;
    for (Seen seen : all) {
      Standing standing = seen.reading.standing();
      gravest = standing.compareTo(gravest) > 0 ? standing : gravest;
    }
    if (gravest != Standing.VIOLATION && inTwoWays(id, all).isPresent()) {
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
