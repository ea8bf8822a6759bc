// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All points at which the text is open, in the order of the file {@code ambiguities.tsv} beside
 * this class. A line {@code point} has id, section, {@code constant} or {@code free}, the question,
 * and why no run shows it ({@code -} if one can); the lines {@code reading} below it have id,
 * letter, standing and sentence.
 */
public final class AmbiguityCatalogue {
  private static final String FILE = "ambiguities.tsv";
  private static final Map<String, Ambiguity> BY_ID = parse();

  private AmbiguityCatalogue() {}

  public static List<Ambiguity> all() {
    return List.copyOf(BY_ID.values());
  }

  /**
   * The point with this id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Ambiguity ambiguity(String id) {
    Ambiguity found = BY_ID.get(id);
    if (found == null) {
      throw new IllegalArgumentException("no point " + id + " in " + FILE);
    }
    return found;
  }

  /** The reading that is written like this, such as {@code AMB-26 B}. */
  public static Optional<Reading> find(String reading) {
    return all().stream()
        .flatMap(point -> point.readings().stream())
        .filter(known -> known.toString().equals(reading))
        .findFirst();
  }

  private static Map<String, Ambiguity> parse() {
    Map<String, Ambiguity> points = new LinkedHashMap<>();
    for (String line : lines()) {
      String[] cell = line.split("\t", -1);
      if (cell[0].equals("point") && cell.length == 6) {
        String unseen = cell[5].equals("-") ? "" : cell[5];
        points.put(
            cell[1],
            new Ambiguity(
                cell[1], cell[2], cell[3].equals("constant"), cell[4], unseen, List.of()));
      } else if (cell[0].equals("reading") && cell.length == 5 && points.containsKey(cell[1])) {
        Reading.Standing standing = Reading.Standing.valueOf(cell[3].toUpperCase(Locale.ROOT));
        points.computeIfPresent(
            cell[1], (id, point) -> with(point, new Reading(id, cell[2], standing, cell[4])));
      } else {
        throw new IllegalStateException(FILE + ": no point and no reading in: " + line);
      }
    }
    return points;
  }

  private static Ambiguity with(Ambiguity point, Reading reading) {
    List<Reading> readings = new ArrayList<>(point.readings());
    readings.add(reading);
    return new Ambiguity(
        point.id(),
        point.section(),
        point.isConstant(),
        point.question(),
        point.unseen(),
        readings);
  }

  private static List<String> lines() {
    try (InputStream in = AmbiguityCatalogue.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing beside " + AmbiguityCatalogue.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
