// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.Optional;
import org.psci.conformance.history.Event;
import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.function.Specification;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Reading;
import org.psci.spec.vocabulary.CallWidth;

/**
 * Looks for a reading of an open point by which a wrong answer would be right, had the point not
 * been settled against it: that says in one word what an implementation took the text for.
 */
final class ForbiddenReadings implements Outcomes {
  private final Event.Called called;
  private Optional<Reading> found = Optional.empty();

  ForbiddenReadings(Event.Called called) {
    this.called = called;
  }

  /** Looks among what the call may do in this state under any reading. */
  void collect(Specification specification, State state) {
    if (found.isEmpty()) {
      specification.permitUnderAnyReading(state, called.call(), this);
    }
  }

  /** The reading that the answer follows, if there is one. */
  Optional<Reading> found() {
    return found;
  }

  private void note(boolean fits, Because why) {
    if (fits && found.isEmpty() && !why.isLawful()) {
      found = why.reading();
    }
  }

  @Override
  public void returns(int value, State next, Because why) {
    note(called.returned() && called.call().resultIs(value, called.result()), why);
  }

  @Override
  public void returnsNumber(long value, State next, Because why) {
    boolean wide = called.call().width() == CallWidth.SMC64;
    long result = wide ? called.result() : (int) called.result();
    note(called.returned() && result == (wide ? value : (int) value), why);
  }

  @Override
  public void returnsOneOf(Answers answers, State next, Because why) {
    note(called.returned() && answers.contains((int) called.result()), why);
  }

  @Override
  public void leaves(State next, Because why) {
    boolean suspended = next.core(called.core()).isSuspended();
    note(!called.returned() || (suspended && called.result() == 0), why);
  }

  @Override
  public void returnsAnything(State next) {
    // whatever is permitted follows no reading
  }
}
