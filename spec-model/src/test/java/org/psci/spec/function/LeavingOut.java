// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.psci.spec.clause.Clause;
import org.psci.spec.clause.LeftOut;
import org.psci.spec.model.Call;

/**
 * The specification without one clause: what may a call do then that it may not do otherwise? That
 * is how an implementation can show that it does not keep this clause.
 */
final class LeavingOut {
  private final LeftOut leftOut;

  private LeavingOut(Clause clause) {
    this.leftOut = LeftOut.of(clause);
  }

  /** Without the clause that has this id. */
  static LeavingOut of(String clause) {
    return new LeavingOut(
        ClauseCatalogue.find(clause)
            .orElseThrow(() -> new IllegalArgumentException("no clause " + clause)));
  }

  /** What is permitted besides. */
  List<Asked.Outcome> outcomes(Asked asked, Call call) {
    List<String> kept = asked.outcomes(call).stream().map(o -> inWords(asked, o)).toList();
    List<Asked.Outcome> more = new ArrayList<>();
    for (Asked.Outcome outcome : asked.outcomes(call, leftOut)) {
      if (!kept.contains(inWords(asked, outcome))) {
        more.add(outcome);
      }
    }
    return more;
  }

  /** The results alone, in one line; a star says that the machine is not as before. */
  String permits(Asked asked, Call call) {
    return outcomes(asked, call).stream()
        .map(outcome -> inWords(asked, outcome))
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private static String inWords(Asked asked, Asked.Outcome outcome) {
    return outcome.result() + (outcome.next().equals(asked.before()) ? "" : "*");
  }
}
