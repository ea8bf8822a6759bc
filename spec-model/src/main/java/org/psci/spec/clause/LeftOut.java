// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.clause;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The clauses that an implementation is assumed not to keep. A clause that describes a known fault
 * is left out by being followed.
 */
public final class LeftOut {
  public static final LeftOut NOTHING = new LeftOut(Set.of());

  private final Set<Clause> clauses;

  private LeftOut(Set<Clause> clauses) {
    this.clauses = Set.copyOf(clauses);
  }

  public static LeftOut of(Clause... clauses) {
    return new LeftOut(new HashSet<>(Arrays.asList(clauses)));
  }

  public static LeftOut of(List<Clause> clauses) {
    return new LeftOut(new HashSet<>(clauses));
  }

  public boolean isEmpty() {
    return clauses.isEmpty();
  }

  public boolean has(Clause clause) {
    return clauses.contains(clause);
  }

  /** Whether any of these is left out. */
  boolean hasAnyOf(Set<Clause> some) {
    for (Clause clause : clauses) {
      if (some.contains(clause)) {
        return true;
      }
    }
    return false;
  }
}
