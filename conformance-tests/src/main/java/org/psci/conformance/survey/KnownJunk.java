// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.survey;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.psci.conformance.program.Invocation;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.Step;

/**
 * Junk above the bits that count, of which findings have shown that the target looks at it. In
 * further programs it would only lead to the same again, often to a core that is lost, and hide
 * what comes after it.
 */
final class KnownJunk {
  /** The upper half of a register in calls of a function. */
  private record Place(int functionId, int register) {
    /** Who looks above the function id does so before knowing the function. */
    static Place of(Invocation invocation, int register) {
      return new Place(register == 0 ? 0 : invocation.functionId(), register);
    }
  }

  private final Set<Place> places = new HashSet<>();

  /** Learns from the shortest program of a finding: the only junk in it is what it needs. */
  void learn(Program shortest) {
    Set<Place> left = new HashSet<>();
    for (Step step : shortest.steps()) {
      List<Integer> high = step.invocation().high();
      for (int register = 0; register < high.size(); register++) {
        if (high.get(register) != 0) {
          left.add(Place.of(step.invocation(), register));
        }
      }
    }
    if (left.size() == 1) {
      places.addAll(left);
    }
  }

  /** The program without junk of that kind. */
  Program removedFrom(Program program) {
    return places.isEmpty() ? program : program.map(this::removedFrom);
  }

  private Step removedFrom(Step step) {
    Invocation invocation = step.invocation();
    for (int register = 0; register < invocation.high().size(); register++) {
      if (places.contains(Place.of(invocation, register))) {
        invocation = invocation.withHigh(register, 0);
      }
    }
    return step.with(invocation);
  }
}
