// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.survey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.record.Deviation;
import org.psci.conformance.record.ProgramRun;

/**
 * Of which runs all events are kept, and the programs before them: of the first ones of each kind
 * of deviation. A target that deviates in every program would fill the disk else.
 */
final class Keeping {
  private static final int OF_A_KIND = 8;

  private final Map<String, Integer> kept = new HashMap<>();
  private final Set<String> sources = new HashSet<>();

  /** Whether a run with these deviations is kept in full. */
  boolean isWorthKeeping(String source, List<Deviation> deviations, @Nullable String undecided) {
    List<String> kinds = kinds(deviations, undecided);
    boolean isFirst = !kinds.isEmpty() && !source.startsWith(ProgramRun.RANDOM);
    return (isFirst && !sources.contains(source))
        || kinds.stream().anyMatch(kind -> kept.getOrDefault(kind, 0) < OF_A_KIND);
  }

  /** Notes what has been recorded. */
  void note(ProgramRun run) {
    if (!run.isExplained()) {
      sources.add(run.source());
    }
    kinds(run.deviations(), run.undecided()).forEach(kind -> kept.merge(kind, 1, Integer::sum));
  }

  private static List<String> kinds(List<Deviation> deviations, @Nullable String undecided) {
    List<String> kinds = new ArrayList<>();
    for (Deviation deviation : deviations) {
      kinds.add(String.join(" ", deviation.causes()));
    }
    if (undecided != null) {
      kinds.add("undecided");
    }
    return kinds;
  }
}
