// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.record.ProgramVerdict;
import org.psci.conformance.record.RaceOutcome;
import org.psci.conformance.recording.EventKind;
import org.psci.conformance.results.EventData;
import org.psci.conformance.results.PointVerdict;
import org.psci.conformance.results.Results;
import org.psci.conformance.results.RuleVerdict;
import org.psci.conformance.results.Verdict;
import org.psci.spec.rule.Ambiguity;
import org.psci.spec.rule.AmbiguityCatalogue;
import org.psci.spec.rule.Reading;

/** Results that nobody measured. */
final class HandMade {
  private HandMade() {}

  static Results.RuleResult rule(String id, String basis, RuleVerdict verdict, long exercised) {
    return new Results.RuleResult(id, "5.6", "MUST", basis, verdict, exercised);
  }

  /** Of a race in which both callers were told that they had won, three times. */
  static final List<RaceOutcome> OUTCOMES =
      List.of(
          new RaceOutcome(
              List.of("core 0: CPU_ON → SUCCESS", "core 1: CPU_ON → ON_PENDING"),
              ProgramVerdict.EXPLAINED,
              47),
          new RaceOutcome(
              List.of("core 0: CPU_ON → SUCCESS", "core 1: CPU_ON → SUCCESS"),
              ProgramVerdict.VIOLATED,
              3));

  static final String CAUSE = "CPU_ON-13/start/context-id";

  static final List<EventData> HISTORY =
      List.of(
          event(
              EventKind.CALL,
              0,
              0,
              4L,
              "CPU_ON → SUCCESS",
              "core 0: CPU_ON(0x1, 0x40001000, 0xa) returned SUCCESS (0)"),
          impossible(
              event(
                  EventKind.ENTRY,
                  1,
                  9,
                  9L,
                  "A, 0x0",
                  "core 1 entered at 0x40001000 with x0 = 0x0")));

  static Results.CauseData cause(int shown, int runs) {
    return cause(List.of("CPU_ON-13"), null, shown, runs, HISTORY);
  }

  /** One that breaks one of these rules, and follows this reading. */
  static Results.CauseData cause(
      List<String> rules, @Nullable String reading, int shown, int runs, List<EventData> history) {
    return new Results.CauseData(
        CAUSE,
        rules,
        List.of("INIT-10"),
        "stated",
        "a started core finds the context id of its CPU_ON in X0 or R0",
        reading,
        "core 1 entered at 0x40001000 with x0 = 0x0",
        List.of("core 1 enters at 0x40001000 with x0 = 0xa [CPU_ON-02, CPU_ON-13]"),
        """
        topology 1x2
        core 0: CPU_ON core=1 entry=A context=0xa
        """,
        List.of("core 1 entered at 0x40001010 with x0 = 0x0", "core 1 did not come in"),
        3,
        history,
        12,
        shown,
        runs,
        null,
        "findings/1.psci",
        "./psci replay out/findings/1.psci",
        OUTCOMES);
  }

  /** A point of which these readings were seen, each in the same program. */
  static Results.PointData point(
      String id, PointVerdict verdict, @Nullable Boolean confirmed, String... letters) {
    Ambiguity point = AmbiguityCatalogue.ambiguity(id);
    List<Results.ReadingData> readings = new ArrayList<>();
    for (String letter : letters) {
      Reading reading = point.reading(letter);
      readings.add(
          new Results.ReadingData(
              letter,
              reading.standing().name().toLowerCase(Locale.ROOT),
              reading.sentence(),
              3,
              "random 5",
              "topology 1x2\ncore 0: CPU_ON core=1 entry=A context=0xa\n"));
    }
    return new Results.PointData(
        id, point.section(), point.question(), verdict, confirmed, readings);
  }

  static EventData event(
      EventKind kind,
      @Nullable Integer core,
      long begin,
      @Nullable Long end,
      String label,
      String text) {
    return new EventData(kind, core, begin, end, label, text, false, false);
  }

  static EventData impossible(EventData event) {
    return new EventData(
        event.kind(),
        event.core(),
        event.begin(),
        event.end(),
        event.label(),
        event.text(),
        event.parking(),
        true);
  }

  static Results.ScenarioData scenario(
      String name, ProgramVerdict verdict, @Nullable String why, List<EventData> history) {
    return new Results.ScenarioData(
        name, List.of("CPU_ON-13"), verdict, why, "topology 1x2\n", List.of(), history, OUTCOMES);
  }

  static Results conforming() {
    return results(
        "some machine",
        Verdict.CONFORMS,
        "machine conforms: no deviation from the 2 rules exercised",
        List.of(),
        List.of(),
        List.of());
  }

  static Results deviating() {
    return results(
        "some machine",
        Verdict.VIOLATIONS,
        "machine deviates from PSCI in 1 ways",
        List.of(cause(50, 50)),
        List.of(),
        List.of("race-for-one-core", "race-watched"));
  }

  static Results undecided(int programs) {
    return results(
        "some machine",
        Verdict.NO_VERDICT,
        "no verdict on machine: " + programs + " programs could not be judged",
        List.of(),
        Collections.nCopies(
            programs, new Results.UndecidedData("random 7", "topology 1x1\n", "the target died")),
        List.of());
  }

  /** A scenario of which this was seen, put down to these. */
  static Results.ScenarioData violated(String name, String... causes) {
    return new Results.ScenarioData(
        name,
        List.of("CPU_ON-13"),
        ProgramVerdict.VIOLATED,
        null,
        "topology 1x2\n",
        List.of(
            new Results.SeenData(
                "core 1 did not come in", List.of("core 1 comes in"), List.of(causes))),
        HISTORY,
        List.of());
  }

  static Results results(
      String implementation,
      Verdict verdict,
      String reason,
      List<Results.CauseData> causes,
      List<Results.UndecidedData> undecided,
      List<String> skipped) {
    return results(
        implementation,
        verdict,
        reason,
        List.of(
            rule("CPU_ON-05", "stated", RuleVerdict.HOLDS, 12),
            rule("CPU_ON-08", "derived", RuleVerdict.HOLDS, 3),
            rule("CPU_ON-13", "stated", RuleVerdict.VIOLATED, 9),
            rule("CPU_ON-20", "derived", RuleVerdict.NOT_EXERCISED, 0)),
        causes,
        List.of(),
        List.of(
            scenario("cpu-on", ProgramVerdict.EXPLAINED, null, HISTORY),
            scenario("race-watched", ProgramVerdict.SKIPPED, "too few cores", List.of()),
            scenario("cpu-off", ProgramVerdict.UNDECIDED, "the target died", List.of())),
        new Results.RandomData(17, 0, 1),
        undecided,
        skipped);
  }

  static Results results(
      String implementation,
      Verdict verdict,
      String reason,
      List<Results.RuleResult> rules,
      List<Results.CauseData> causes,
      List<Results.DoubtData> doubts,
      List<Results.ScenarioData> scenarios,
      Results.RandomData random,
      List<Results.UndecidedData> undecided,
      List<String> skipped) {
    return new Results(
        "1.2.3",
        "0123456789abcdef0123456789abcdef",
        "2",
        "machine",
        "--target machine",
        new Results.ProfileData(implementation, List.of("0x0", "0x1"), "SMC", "AARCH64", 1, "1.1"),
        "1.1",
        7,
        new Results.Counts(20, 300, 400, 1),
        verdict,
        reason,
        rules,
        causes,
        doubts,
        List.of(
            point("AMB-01", PointVerdict.DEFAULT, null, "A"),
            point("AMB-14", PointVerdict.INCONSISTENT, true, "A", "B"),
            point("AMB-26", PointVerdict.VIOLATION, null, "A", "B"),
            point("AMB-35", PointVerdict.VARIATION, null, "B")),
        new Results.CoverageData(7, 9, List.of("CPU_ON, itself: DENIED", "CPU_OFF, alone: DENIED")),
        scenarios,
        random,
        undecided,
        skipped,
        List.of("the second core is made of paper"));
  }
}
