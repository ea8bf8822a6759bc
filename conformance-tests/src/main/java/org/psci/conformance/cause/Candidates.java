// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.cause;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.oracle.Tier;
import org.psci.conformance.oracle.Violation;
import org.psci.spec.clause.Clause;
import org.psci.spec.function.Decoding;
import org.psci.spec.function.Specification;
import org.psci.spec.function.Views;
import org.psci.spec.step.Entries;
import org.psci.spec.step.Progress;
import org.psci.spec.vocabulary.PsciFunction;

/** The clauses that a history touches: those of its calls, of its entries, and of its checks. */
final class Candidates {
  private final List<Clause> ofHistory;

  Candidates(History history) {
    Set<Clause> all = new LinkedHashSet<>();
    Set<PsciFunction> functions = EnumSet.noneOf(PsciFunction.class);
    boolean others = false;
    boolean enters = false;
    for (Event event : history.events()) {
      enters |= event instanceof Event.Entered;
      if (event instanceof Event.Called called) {
        PsciFunction.of(called.call().functionId()).ifPresent(functions::add);
        others |= PsciFunction.of(called.call().functionId()).isEmpty();
        all.addAll(Decoding.clauses(called.call()));
      }
    }
    for (PsciFunction function : functions) {
      all.addAll(Specification.clauses(function));
    }
    if (functions.contains(PsciFunction.CPU_ON)) {
      all.add(Progress.COMES_IN);
    }
    if (functions.contains(PsciFunction.CPU_SUSPEND)) {
      all.add(Entries.STANDBY_SUCCEEDS);
      all.add(Progress.RUNS_BESIDE_SUSPENDED);
    }
    if (others) {
      all.addAll(Specification.clausesOfUnknown());
    }
    all.addAll(Specification.clausesOfAll());
    if (enters) {
      all.addAll(Entries.clauses());
    }
    all.addAll(Views.clauses());
    ofHistory =
        all.stream()
            .filter(clause -> clause.kind() != Clause.Kind.PERMISSION)
            .sorted(Comparator.comparing(Clause::kind))
            .toList();
  }

  /** The clauses that may explain a deviation, those that permit least first. */
  List<Clause> of(Violation violation) {
    List<Clause> all = new ArrayList<>(violation.causes());
    if (violation.isSilence()) { // but for known faults, what did not come says most about itself
      all.addAll(ofHistory);
      all.sort(Comparator.comparing(clause -> Tier.of(clause) != Tier.KNOWN));
    } else if (violation.event() instanceof Event.Machine || all.isEmpty()) {
      all.addAll(ofHistory);
      all.sort(Comparator.comparing(Clause::kind));
    } else if (violation.event() instanceof Event.Called called) {
      all.addAll(views(called)); // without which the answer reveals nothing
    }
    return all;
  }

  private static List<Clause> views(Event.Called called) {
    return PsciFunction.of(called.call().functionId()).map(Specification::clauses).stream()
        .flatMap(List::stream)
        .filter(clause -> clause.kind() == Clause.Kind.VIEW)
        .toList();
  }
}
