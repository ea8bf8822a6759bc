// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.psci.spec.clause.Clause;
import org.psci.spec.vocabulary.PsciFunction;

/** Proves that clauses can be told apart, can be read, and say what binds. */
class ClauseCatalogueTest {

  /** Clauses that can be broken although the level of their rule is not MUST, and why. */
  private static final Map<String, String> WITHOUT_A_RULE_THAT_BINDS =
      Map.of(
          "AFF-07/CPU_ON/the-target-is-faulty",
          "DISABLED is allowed; that CPU_ON of such a core does not succeed binds",
          "AFF-07/AFFINITY_INFO/the-core-is-out-of-service",
          "DISABLED is allowed; who has said it has to stay with it",
          "CPU_ON-11/CPU_ON/internal-failure",
          "the code is allowed for one reason, and so for no other");

  private static final Pattern ID =
      Pattern.compile("[A-Z][A-Z0-9_]*-\\d\\d/[\\w -]+(/[a-z0-9]+(-[a-z0-9]+)*)?");

  /** It begins with a small letter or a name, says what it speaks of, and has no full stop. */
  private static final Pattern SENTENCE =
      Pattern.compile("(?!it )([a-z_]+|[A-Z][A-Z0-9_]+)( [^ ]+)+(?<![.,;:])");

  private static final List<Clause> ALL = ClauseCatalogue.all();

  @Test
  void idsAreDifferentAndWellFormed() {
    assertThat(ALL).extracting(Clause::id).doesNotHaveDuplicates();
    assertThat(ALL).extracting(Clause::id).allMatch(id -> ID.matcher(id).matches());
    assertThat(ALL)
        .allMatch(clause -> ClauseCatalogue.find(clause.id()).equals(Optional.of(clause)));
    assertThat(ClauseCatalogue.find("CPU_ON-05/CPU_ON")).isEmpty();
  }

  @Test
  void sentencesReadWell() {
    assertThat(ALL)
        .extracting(Clause::sentence)
        .allMatch(sentence -> SENTENCE.matcher(sentence).matches())
        .allMatch(sentence -> sentence.length() < 150);
  }

  @Test
  void noTwoClausesOfOneSubjectReadAlike() {
    assertThat(ALL)
        .extracting(clause -> clause.id().split("/", -1)[1] + ": " + clause.sentence())
        .doesNotHaveDuplicates();
  }

  @Test
  void whatCanBeBrokenIsARuleThatBinds() {
    assertThat(ALL)
        .filteredOn(clause -> clause.kind() != Clause.Kind.PERMISSION)
        .filteredOn(clause -> !clause.rule().binds())
        .extracting(Clause::id)
        .containsExactlyInAnyOrderElementsOf(WITHOUT_A_RULE_THAT_BINDS.keySet());
  }

  @Test
  void everyFunctionHasClauses() {
    for (PsciFunction function : PsciFunction.values()) {
      assertThat(Specification.clauses(function)).as(function.toString()).isNotEmpty();
      assertThat(ALL).containsAll(Specification.clauses(function));
    }
  }
}
