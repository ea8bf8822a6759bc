// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.psci.spec.rule.Ambiguity;
import org.psci.spec.rule.AmbiguityCatalogue;
import org.psci.spec.rule.Reading;

/** Points at which the text is open, and the readings of each. */
final class PointTopic implements Topic {
  @Override
  public String summary() {
    return AmbiguityCatalogue.all().size()
        + " open points, such as AMB-13, and their readings, such as AMB-13 B";
  }

  @Override
  public List<String> names() {
    return AmbiguityCatalogue.all().stream()
        .flatMap(
            point ->
                Stream.concat(
                    Stream.of(point.id()), point.readings().stream().map(Reading::toString)))
        .toList();
  }

  /** A reading may be written without the space. */
  @Override
  public List<String> explain(String word) {
    String wanted = word.replace(" ", "");
    List<String> lines = new ArrayList<>();
    for (Ambiguity point : AmbiguityCatalogue.all()) {
      if (point.id().equalsIgnoreCase(wanted)) {
        lines.addAll(head(point));
        point.readings().forEach(reading -> lines.add("  " + line(reading)));
      }
      for (Reading reading : point.readings()) {
        if ((point.id() + reading.letter()).equalsIgnoreCase(wanted)) {
          lines.add(reading + ": " + reading.sentence());
          lines.add("  " + meaning(reading));
          lines.add("  a reading of the open point " + point.id() + ": " + point.question());
        }
      }
    }
    return lines;
  }

  private static List<String> head(Ambiguity point) {
    List<String> lines = new ArrayList<>();
    lines.add(point.id() + ": " + point.question());
    lines.add(
        "  open in DEN0022F.b section "
            + point.section()
            + (point.isConstant()
                ? "; an implementation has to keep to one reading"
                : "; each call may follow another reading"));
    if (!point.unseen().isEmpty()) {
      lines.add("  no run can show it: " + point.unseen());
    }
    return lines;
  }

  private static String line(Reading reading) {
    return reading.letter() + ": " + reading.sentence() + " (" + meaning(reading) + ")";
  }

  private static String meaning(Reading reading) {
    String standing = reading.standing().name().toLowerCase(Locale.ROOT);
    return switch (reading.standing()) {
      case DEFAULT -> standing + ": what is expected";
      case PERMITTED -> standing + ": as good as the others";
      case VARIATION -> standing + ": lawful, but worth a remark";
      case VIOLATION -> standing + ": a fault";
    };
  }
}
