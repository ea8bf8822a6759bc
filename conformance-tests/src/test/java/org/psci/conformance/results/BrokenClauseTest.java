// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.conformance.testing.HandMadeRun.deviation;
import static org.psci.conformance.testing.HandMadeRun.explainedBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.psci.conformance.history.Event;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.record.Deviation;
import org.psci.spec.clause.Clause;
import org.psci.spec.function.ClauseCatalogue;
import org.psci.spec.rule.Fact;
import org.psci.spec.rule.Reading;
import org.psci.spec.rule.RuleCatalogue;
import org.psci.spec.step.Constants;

/** Proves that a clause is said so that one understands it outside of its section. */
class BrokenClauseTest {
  private static final Fact PRESENCE =
      new Fact("presence of CPU_FREEZE", 1, RuleCatalogue.rule("CONV-07"));

  private static BrokenClause of(String id) {
    return BrokenClause.of(ClauseCatalogue.find(id).orElseThrow());
  }

  @Test
  void functionIsNamedWhereTheSentenceDoesNot() {
    BrokenClause answer = of("AFF-01/AFFINITY_INFO/the-core-is-running");
    assertThat(answer.rule().id()).isEqualTo("AFF-01");
    assertThat(answer.alsoUnder()).containsExactly("AFF-08", "AFF-09", "AFF-10", "AFF-11", "SM-01");
    assertThat(answer.heading())
        .isEqualTo("not kept: AFFINITY_INFO: if the core is running, the call returns ON");
    assertThat(of("AFF-08/AFFINITY_INFO/returns").sentence())
        .isEqualTo("a call of AFFINITY_INFO that does not take its caller away returns");
    assertThat(of("CPU_ON-13/start/context-id").sentence())
        .isEqualTo("a started core finds the context id of its CPU_ON in X0 or R0");
  }

  @Test
  void readingIsSaidOnlyIfItIsAFault() {
    assertThat(of("CONV-03/cookie of SYSTEM_OFF2").fault())
        .map(Reading::toString)
        .contains("AMB-36 B");
    assertThat(of("SSUSP-01/SYSTEM_SUSPEND/another-core-is-on").fault()).isEmpty();
  }

  @Test
  void knownFaultIsSomethingThatAnImplementationDoes() {
    BrokenClause known = of("CPU_OFF-02/CPU_OFF/all-other-cores-are-off-amb-16-c");
    assertThat(known.heading())
        .isEqualTo(
            "known fault: CPU_OFF: if all other cores are OFF, the call may be refused with DENIED");
    assertThat(known.fault()).map(Reading::toString).contains("AMB-16 C");
  }

  @Test
  void ofAHistoryThoseThatPermitLeastAreBelieved() {
    Clause view = ClauseCatalogue.find("SM-03/all functions/a-core-has-come-in").orElseThrow();
    Clause narrow = ClauseCatalogue.find("CPU_ON-13/start/context-id").orElseThrow();
    Clause other = ClauseCatalogue.find("CPU_ON-02/start/in-the-end").orElseThrow();
    Violation violation =
        new Violation(
            List.of(narrow, other, view),
            new Event.Silent(1, Event.Silent.Awaited.ENTRY, 7),
            "nothing came",
            List.of(),
            List.of(),
            List.of(),
            false,
            true);
    assertThat(BrokenClause.of(violation))
        .extracting(BrokenClause::id)
        .containsExactly("CPU_ON-13/start/context-id", "CPU_ON-02/start/in-the-end");
  }

  @Test
  void clauseOfNoCatalogueIsSaidAsTheRecordsHaveIt() {
    Clause constant = Constants.whoeverAsks(PRESENCE);
    Deviation deviation =
        Deviation.of(
            new Violation(
                List.of(constant, Constants.agreeOn(PRESENCE)),
                new Event.Silent(1, Event.Silent.Awaited.ENTRY, 7),
                "it was gone",
                List.of(),
                List.of(),
                List.of(),
                false,
                false));
    assertThat(deviation.causes())
        .containsExactly(
            "FEAT-08/constant whoever asks/presence-of-cpu-freeze",
            "CONV-07/constant/presence-of-cpu-freeze");
    ClauseWords words = new ClauseWords();
    words.add(deviation);
    assertThat(words.of(deviation.causes().get(0)))
        .isEqualTo(
            new BrokenClause(
                "FEAT-08/constant whoever asks/presence-of-cpu-freeze",
                RuleCatalogue.rule("FEAT-08"),
                List.of("CONV-07"),
                "PSCI_FEATURES answers the same to each core, and for both ids of a function",
                Optional.empty()));
    assertThat(words.of(deviation.causes().get(1)).heading())
        .isEqualTo("not kept: the presence of CPU_FREEZE never changes");
  }

  @Test
  void ruleSpeaksForAClauseThatNobodyKnowsAnyMore() {
    ClauseWords words = new ClauseWords();
    words.add(deviation("odd", "VER-01"));
    assertThat(words.of("VER-01/odd").sentence())
        .isEqualTo(RuleCatalogue.rule("VER-01").sentence());
  }

  @Test
  void findingIsAProgramWithItsCauseInComments() {
    String text =
        FindingFile.text(
            explainedBy(
                List.of(
                    "AFF-06/AFFINITY_INFO/lowest-affinity-level-is-above-3-amb-26-b", "VER-01/odd"),
                "it said ON"),
            "--target reference",
            7,
            "topology 1x2\n");
    assertThat(text)
        .isEqualTo(
            """
            # observed: it said ON
            # permitted: anything else
            # known fault: AFFINITY_INFO: if lowest_affinity_level is above 3, the call returns ON, OFF or\
             ON_PENDING
            # follows: AMB-26 B, which is a fault: The state of some level that exists.
            # cause: AFF-06/AFFINITY_INFO/lowest-affinity-level-is-above-3-amb-26-b
            # rules: AFF-06, VER-01
            # target: --target reference
            # runs: 7
            topology 1x2
            """);
    assertThat(FindingFile.cause(text))
        .contains("AFF-06/AFFINITY_INFO/lowest-affinity-level-is-above-3-amb-26-b");
    assertThat(FindingFile.rule(text)).contains("AFF-06");
    assertThat(FindingFile.target(text)).contains("--target reference");
    assertThat(FindingFile.runs(text)).isEqualTo(7);
    assertThat(FindingFile.cause("topology 1x2\n")).isEmpty();
  }
}
