// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.psci.spec.clause.Clause;
import org.psci.spec.step.Counts;
import org.psci.spec.step.Entries;
import org.psci.spec.step.InitialState;
import org.psci.spec.step.Kept;
import org.psci.spec.step.MachineGoesOn;
import org.psci.spec.step.Progress;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * All clauses that have a name before a run: those about constants come into being where answers
 * reveal what they are about.
 */
public final class ClauseCatalogue {
  private static final Map<String, Clause> BY_ID = byId();

  private ClauseCatalogue() {}

  private static Map<String, Clause> byId() {
    List<Clause> all = new ArrayList<>();
    all.addAll(Decoding.clauses());
    all.addAll(Specification.clausesOfAll());
    for (PsciFunction function : PsciFunction.values()) {
      all.addAll(Specification.clauses(function));
    }
    all.addAll(Specification.clausesOfUnknown());
    all.addAll(Views.clauses());
    all.addAll(Entries.clauses());
    all.addAll(Progress.clauses());
    all.addAll(MachineGoesOn.clauses());
    all.addAll(Kept.clauses());
    all.addAll(InitialState.clauses());
    all.addAll(Counts.clauses());
    Map<String, Clause> byId = new LinkedHashMap<>();
    for (Clause clause : all) {
      Clause other = byId.put(clause.id(), clause);
      if (other != null && !other.sentence().equals(clause.sentence())) {
        throw new IllegalStateException("two clauses are called " + clause.id());
      }
    }
    return byId;
  }

  /** All of them, those of functions in the order of the text. */
  public static List<Clause> all() {
    return List.copyOf(BY_ID.values());
  }

  /** The clause with this id. */
  public static Optional<Clause> find(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }
}
