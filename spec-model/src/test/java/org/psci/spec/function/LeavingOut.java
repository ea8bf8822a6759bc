// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Clause;
import org.psci.spec.clause.LeftOut;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;

/**
 * A question to a section of which one clause is not kept: what may the call do that it may not do
 * otherwise?
 */
final class LeavingOut {
  /** Permits 100 where a section passes the call on. */
  private static final Section.Permits NEXT =
      (platform, before, call, outcomes) -> outcomes.returns(100, before, Because.of("CONV-06"));

  private final Section<?> section;
  private final Section.Permits permits;

  private LeavingOut(Section<?> section, Section.Permits permits) {
    this.section = section;
    this.permits = permits;
  }

  /** The section without the clause that has this id. */
  static LeavingOut of(Section<?> section, String clause) {
    List<Clause> found = section.clauses().stream().filter(c -> c.id().equals(clause)).toList();
    assertThat(found).as("%s among %s", clause, section.clauses()).hasSize(1);
    return new LeavingOut(section, section.without(LeftOut.of(found), NEXT));
  }

  /** What is permitted besides, each in a word; "and" says that the state is another then. */
  List<String> permits(Asked asked, Call call) {
    Words kept = new Words(asked.before());
    section.then(NEXT).permit(asked.platform(), asked.before(), call, kept);
    Words all = new Words(asked.before());
    permits.permit(asked.platform(), asked.before(), call, all);
    List<String> more = new ArrayList<>(all.words);
    more.removeAll(kept.words);
    return more.stream().distinct().toList();
  }

  private static final class Words implements Outcomes {
    private final State before;
    private final List<String> words = new ArrayList<>();

    Words(State before) {
      this.before = before;
    }

    private void add(String word, State next) {
      words.add(next.equals(before) ? word : word + " and " + next);
    }

    @Override
    public void returns(int value, State next, Because why) {
      add(Integer.toString(value), next);
    }

    @Override
    public void returnsNumber(long value, State next, Because why) {
      add("0x" + Long.toHexString(value), next);
    }

    @Override
    public void returnsOneOf(Answers answers, State next, Because why) {
      add(answers.name(), next);
    }

    @Override
    public void leaves(State next, Because why) {
      add("leaves", next);
    }

    @Override
    public void returnsAnything(State next) {
      add("anything", next);
    }
  }
}
