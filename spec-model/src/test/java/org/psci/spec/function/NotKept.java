// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Clause;
import org.psci.spec.clause.LeftOut;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.ReturnCode;

/** What a section permits that an implementation may do which does not keep one clause. */
final class NotKept implements Outcomes {
  private final State before;
  private final Set<String> results = new LinkedHashSet<>();

  private NotKept(State before) {
    this.before = before;
  }

  /**
   * What is permitted in addition, in one line: SUCCESS and "leaves" that change nothing are marked
   * by an asterisk, and so are refusals that do change something.
   *
   * @param id of the clause
   */
  static String results(Section<?> section, String id, Asked asked, Call call) {
    Clause clause =
        section.clauses().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
    Set<String> more = collect(section.without(LeftOut.of(clause)), asked, call);
    more.removeAll(collect(section::permit, asked, call));
    return String.join(" ", more);
  }

  /** The ids of all clauses of a section, in order. */
  static List<String> ids(Section<?> section) {
    return section.clauses().stream().map(Clause::id).toList();
  }

  /** Whether the clauses of a section can be told apart by their ids. */
  static boolean hasUniqueIds(Section<?> section) {
    List<String> ids = ids(section);
    return new HashSet<>(ids).size() == ids.size();
  }

  private static Set<String> collect(Section.Permits section, Asked asked, Call call) {
    NotKept sink = new NotKept(asked.before());
    section.permit(asked.platform(), asked.before(), call, sink);
    return sink.results;
  }

  private static String marked(String result, boolean isStrange) {
    return isStrange ? result + "*" : result;
  }

  @Override
  public void returns(int value, State next, Because why) {
    String name = ReturnCode.of(value).map(Enum::name).orElse(Integer.toString(value));
    results.add(marked(name, (value == 0) == next.equals(before)));
  }

  @Override
  public void returnsNumber(long value, State next, Because why) {
    results.add(marked(Long.toString(value), !next.equals(before)));
  }

  @Override
  public void returnsOneOf(Answers answers, State next, Because why) {
    results.add(marked(answers.name(), !next.equals(before)));
  }

  @Override
  public void leaves(State next, Because why) {
    results.add(marked("leaves", next.equals(before)));
  }

  @Override
  public void returnsAnything(State next) {
    results.add("anything");
  }
}
