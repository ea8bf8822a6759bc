// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.Threading;
import org.psci.reference.Bug;
import org.psci.spec.rule.RuleCatalogue;

/** Proves that a hunt catches what shows, says so of what does not, and repeats itself. */
class MutantsTest {
  private static final Mutants SMALL = new Mutants(3000, 2, 1, Threading.SINGLE);

  private static List<Mutant> hunt(Bug... bugs) {
    return SMALL.hunt(List.of(bugs), mutant -> {});
  }

  @Test
  void bugIsCaughtByTheShortestProgram() {
    Mutant mutant = hunt(Bug.CPUON_CONTEXT_DROPPED).get(0);
    Mutant.Caught caught = mutant.caught().orElseThrow();
    assertThat(caught.rules()).contains("CPU_ON-13");
    assertThat(caught.shortest().minimal()).isTrue();
    assertThat(caught.shortest().program().phases()).hasSize(1);
    assertThat(mutant.isNamed()).isTrue();
    assertThat(mutant.calls()).isPositive();
  }

  @Test
  void sameSeedGivesTheSame() {
    Bug[] bugs = {Bug.CPUON_TORN_PC_CTX, Bug.SUSPEND_SAVED_ENTRY_TORN};
    assertThat(programs(hunt(bugs))).isEqualTo(programs(hunt(bugs)));
  }

  private static List<Program> programs(List<Mutant> mutants) {
    return mutants.stream().map(m -> m.caught().orElseThrow().shortest().program()).toList();
  }

  @Test
  void bugOutOfReachIsNotCaught() {
    // Only random programs show it, and there is no call left for them.
    Mutant mutant =
        new Mutants(1, 1, 1, Threading.SINGLE)
            .hunt(List.of(Bug.CPUON_DURING_OFF_LOST), m -> {})
            .get(0);
    assertThat(mutant.caught()).isEmpty();
    assertThat(mutant.notCounted()).isEmpty();
    assertThat(MutantScore.of(List.of(mutant)).isFull()).isFalse();
  }

  @Test
  void bugThatNobodyCanSeeIsNotHunted() {
    Mutant mutant = hunt(Bug.SYSEVENT_CRASH).get(0);
    assertThat(mutant.notCounted()).isPresent();
    assertThat(mutant.calls()).isZero();
    assertThat(MutantScore.of(List.of(mutant)).countable()).isZero();
  }

  @Test
  void bugsThatLookAlikeCountOnce() {
    List<Mutant> alike =
        List.of(
            new Mutant(Bug.CPUON_CONTEXT_DROPPED, Optional.empty(), 1, Optional.empty(), List.of()),
            new Mutant(Bug.CPUON_CONTEXT_IN_R2, Optional.empty(), 1, Optional.empty(), List.of()),
            new Mutant(Bug.SYSTEM_OFF_RETURNS, Optional.empty(), 1, Optional.empty(), List.of()));
    assertThat(MutantScore.of(alike)).isEqualTo(new MutantScore(0, 2));
  }

  @ParameterizedTest
  @EnumSource(Bug.class)
  void everyBugHasMachinesAndRules(Bug bug) {
    assertThat(MutantSetting.of(bug)).isNotEmpty().doesNotHaveDuplicates();
    for (MutantSetting setting : MutantSetting.of(bug)) {
      assertThat(setting.configuration().with(Set.of(bug)).bugs()).containsExactly(bug);
    }
    assertThat(bug.rules()).allSatisfy(rule -> assertThat(RuleCatalogue.find(rule)).isPresent());
  }

  @Test
  void tableTellsAllThree() {
    MutantTable table =
        new MutantTable(
            hunt(Bug.CPUON_CONTEXT_DROPPED, Bug.SYSEVENT_CRASH, Bug.CPUON_THUMB_IGNORED));
    assertThat(String.join("\n", table.lines()))
        .contains("cpuon-context-dropped", "CPU_ON-13", "not counted:", "sysevent-crash");
    assertThat(table.markdown("./psci mutants --markdown", "\n## Names\n"))
        .contains(
            "## Not counted", "## Names", "### cpuon-context-dropped", "    core 0: CPU_ON core=1");
  }
}
