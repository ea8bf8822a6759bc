// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.recording.RecordedEvents;
import org.psci.spec.function.Combination;
import org.psci.spec.model.Platform;
import org.psci.spec.rule.AmbiguityCatalogue;
import org.psci.spec.rule.RuleCatalogue;

/**
 * Refuses records that mean nothing, though they have the right fields: rules and functions that
 * there are not, programs that nobody can run, events of a machine that nobody has described. So
 * whoever reads records afterwards can rely on them.
 */
final class RecordCheck {
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern RANDOM = Pattern.compile(ProgramRun.RANDOM + "\\d{1,18}");

  private boolean hasBegun;

  /** What is under test; null until it was said. */
  private @Nullable Platform platform;

  /**
   * Looks at the next record of a file.
   *
   * @throws IllegalArgumentException if it means nothing; the message says what is wrong
   */
  void check(Entry entry) {
    if (entry instanceof Header header) {
      header(header);
    } else if (entry instanceof Tested tested) {
      platform = RecordedEvents.platform(tested.platform());
      rules(tested.unjudged());
      combinations(tested.reachable());
    } else if (entry instanceof ProgramRun run) {
      program(run);
    } else if (entry instanceof ExplainedPrograms explained) {
      if (explained.first() < 0 || explained.last() < explained.first()) {
        throw new IllegalArgumentException(
            "there are no programs from " + explained.first() + " to " + explained.last());
      }
      scores(explained.scores());
    } else if (entry instanceof Look look) {
      look(look);
    } else if (entry instanceof Conflict conflict) {
      AmbiguityCatalogue.ambiguity(conflict.point());
    }
  }

  private void header(Header header) {
    if (hasBegun) {
      throw new IllegalArgumentException("a run begins, and it has begun already");
    }
    hasBegun = true;
    if (!SHA_256.matcher(header.catalogue()).matches()) {
      throw new IllegalArgumentException(
          "catalogue: is '" + header.catalogue() + "'; expected the 64 digits of a SHA-256");
    }
    if (header.programs() < 0 || header.seconds() < 0 || header.seconds() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "nobody runs "
              + header.programs()
              + " programs, or for "
              + header.seconds()
              + " seconds");
    }
    rules(header.select() == null ? List.of() : header.select());
  }

  private void program(ProgramRun run) {
    boolean isKnown =
        run.source().equals(ProgramRun.DISCOVERY)
            || run.source().startsWith(ProgramRun.SCENARIO)
            || RANDOM.matcher(run.source()).matches();
    if (!isKnown) {
      throw new IllegalArgumentException("no programs come from '" + run.source() + "'");
    }
    ProgramParser.recorded(run.program());
    run.before().forEach(ProgramParser::recorded);
    run.deviations().forEach(RecordCheck::deviation);
    events(run.events());
    scores(run.scores());
  }

  private void look(Look look) {
    if (look.result() == Look.Result.SHOWN
        && (look.program() == null || look.deviation() == null)) {
      throw new IllegalArgumentException("it has shown something, and does not say what");
    }
    if (look.program() != null) {
      ProgramParser.recorded(look.program());
    }
    if (look.deviation() != null) {
      deviation(look.deviation());
    }
    events(look.events());
  }

  private static void deviation(Deviation deviation) {
    if (deviation.rules().isEmpty()) {
      throw new IllegalArgumentException("a deviation breaks no rule");
    }
    rules(deviation.rules());
    if (deviation.reading() != null) {
      reading(deviation.reading());
    }
  }

  private void events(@Nullable JsonNode events) {
    if (events == null) {
      return;
    }
    if (platform == null) {
      throw new IllegalArgumentException("it has events of a machine that no record describes");
    }
    RecordedEvents.read(events, platform);
  }

  private static void scores(Scores scores) {
    scores.exercised().keySet().forEach(RuleCatalogue::rule);
    rules(scores.varied());
    combinations(scores.combinations());
    scores
        .readings()
        .forEach(
            (name, followed) -> {
              reading(name);
              ProgramParser.recorded(followed.program());
            });
  }

  private static void rules(List<String> ids) {
    ids.forEach(RuleCatalogue::rule);
  }

  private static void reading(String name) {
    if (AmbiguityCatalogue.find(name).isEmpty()) {
      throw new IllegalArgumentException("no reading " + name + " of an open point");
    }
  }

  private static void combinations(List<Integer> numbers) {
    for (int number : numbers) {
      if (number < 0 || number >= Combination.COUNT) {
        throw new IllegalArgumentException("no combination of the model has number " + number);
      }
    }
  }
}
