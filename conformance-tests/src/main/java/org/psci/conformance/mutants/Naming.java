// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.mutants;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.psci.reference.Bug;

/**
 * What a run says of a machine with one bug: the causes to which it puts down all that it has seen.
 *
 * @param bug the bug
 * @param setting the machine that it was put into
 * @param causes what is said to be broken, in the order in which it was seen; one would be right
 */
public record Naming(Bug bug, MutantSetting setting, List<Cause> causes) {

  /**
   * One of the things that are said to be broken.
   *
   * @param clause the id of the clause
   * @param certain whether it was seen as the first thing that went wrong on a machine; else it may
   *     be a consequence of something else, and a run looks into it again before it says so
   */
  public record Cause(String clause, boolean certain) {
    /** The id of its rule. */
    public String rule() {
      return clause.substring(0, clause.indexOf('/'));
    }
  }

  public Naming {
    causes = List.copyOf(causes);
  }

  /** The same without what may be a consequence of something else. */
  public Naming certain() {
    return new Naming(bug, setting, causes.stream().filter(Cause::certain).toList());
  }

  /** The ids of the rules that are said to be broken. */
  public Set<String> rules() {
    Set<String> rules = new LinkedHashSet<>();
    causes.forEach(cause -> rules.add(cause.rule()));
    return rules;
  }

  /** Those of them that the bug is known to break. */
  public Set<String> right() {
    Set<String> right = rules();
    right.retainAll(bug.rules());
    return right;
  }

  /** Those of them that it is not known to break. */
  public Set<String> wrong() {
    Set<String> wrong = rules();
    bug.rules().forEach(wrong::remove);
    return wrong;
  }

  /** Whether anything was seen of the bug. */
  public boolean isSeen() {
    return !causes.isEmpty();
  }

  /** Whether one of the rules that it is known to break is named. */
  public boolean isNamed() {
    return !right().isEmpty();
  }

  public boolean hasOneCause() {
    return causes.size() == 1;
  }

  /** Whether the bug is said to be one thing, and a right one. */
  public boolean isExact() {
    return hasOneCause() && isNamed();
  }

  /** Whether there is a reason why it is not exact. */
  public boolean isExplained() {
    return bug.disguise().isPresent();
  }
}
