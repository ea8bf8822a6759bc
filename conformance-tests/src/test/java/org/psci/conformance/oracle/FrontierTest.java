// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.psci.spec.model.State;

/** Proves that a frontier is a set that keeps the order in which configurations came. */
class FrontierTest {

  record Configuration(State state, long ahead) {}

  @Provide
  Arbitrary<List<Configuration>> configurations() {
    Arbitrary<Long> words =
        Arbitraries.oneOf(Arbitraries.longs().between(0, 5), Arbitraries.longs());
    return Combinators.combine(words.map(State::new), words)
        .as(Configuration::new)
        .list()
        .ofMaxSize(200);
  }

  @Property(tries = 300)
  void behavesAsASet(@ForAll("configurations") List<Configuration> added) {
    Set<Configuration> expected = new LinkedHashSet<>(added);
    Frontier frontier = filled(added);
    assertThat(contents(frontier)).containsExactlyElementsOf(expected);
    assertThat(frontier.isEmpty()).isEqualTo(expected.isEmpty());
  }

  @Property(tries = 50)
  void isEmptyAgainOnceCleared(@ForAll("configurations") List<Configuration> added) {
    Frontier frontier = filled(added);
    frontier.clear();
    assertThat(frontier.isEmpty()).isTrue();
    added.forEach(each -> frontier.add(each.state(), each.ahead()));
    assertThat(contents(frontier)).containsExactlyElementsOf(new LinkedHashSet<>(added));
  }

  @Property(tries = 200)
  void countsWhatIsAheadOfEachCoreAlone(
      @ForAll @IntRange(max = State.CORES - 1) int core, @ForAll @IntRange(max = 200) int items) {
    long ahead = 0;
    for (int item = 0; item < items; item++) {
      ahead = Frontier.oneMore(ahead, core);
    }
    for (int other = 0; other < State.CORES; other++) {
      assertThat(Frontier.ahead(ahead, other)).isEqualTo(other == core ? items : 0);
    }
    assertThat(Frontier.oneLess(Frontier.oneMore(ahead, core), core)).isEqualTo(ahead);
  }

  @Example
  void newFrontierIsEmpty() {
    assertThat(new Frontier().isEmpty()).isTrue();
  }

  private static Frontier filled(List<Configuration> added) {
    Frontier frontier = new Frontier();
    added.forEach(each -> frontier.add(each.state(), each.ahead()));
    return frontier;
  }

  private static List<Configuration> contents(Frontier frontier) {
    List<Configuration> contents = new ArrayList<>();
    for (int index = 0; index < frontier.size(); index++) {
      contents.add(new Configuration(frontier.state(index), frontier.ahead(index)));
    }
    return contents;
  }
}
