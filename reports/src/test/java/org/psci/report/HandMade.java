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

  static Results.ViolationData violation(int shown, int runs) {
    return new Results.ViolationData(
        List.of("CPU_ON-13", "INIT-10"),
        """
        topology 1x2
        core 0: CPU_ON core=1 entry=A context=0xa
        """,
        "core 1 entered at 0x40001000 with x0 = 0x0",
        List.of("core 1 enters at 0x40001000 with x0 = 0xa [CPU_ON-02, CPU_ON-13]"),
        null,
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
                    "core 1 entered at 0x40001000 with x0 = 0x0"))),
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
        List.of(violation(50, 50)),
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

  static Results results(
      String implementation,
      Verdict verdict,
      String reason,
      List<Results.ViolationData> violations,
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
        List.of(
            rule("CPU_ON-05", "stated", RuleVerdict.HOLDS, 12),
            rule("CPU_ON-08", "derived", RuleVerdict.HOLDS, 3),
            rule("CPU_ON-13", "stated", RuleVerdict.VIOLATED, 9),
            rule("CPU_ON-20", "derived", RuleVerdict.NOT_EXERCISED, 0)),
        violations,
        List.of(),
        List.of(
            point("AMB-01", PointVerdict.DEFAULT, null, "A"),
            point("AMB-14", PointVerdict.INCONSISTENT, true, "A", "B"),
            point("AMB-26", PointVerdict.VIOLATION, null, "A", "B"),
            point("AMB-35", PointVerdict.VARIATION, null, "B")),
        new Results.CoverageData(7, 9, List.of("CPU_ON, itself: DENIED", "CPU_OFF, alone: DENIED")),
        List.of(
            scenario("cpu-on", ProgramVerdict.EXPLAINED, null, violation(1, 1).history()),
            scenario("race-watched", ProgramVerdict.SKIPPED, "too few cores", List.of()),
            scenario("cpu-off", ProgramVerdict.UNDECIDED, "the target died", List.of())),
        new Results.RandomData(17, 0, 1),
        undecided,
        skipped,
        List.of("the second core is made of paper"));
  }
}
