// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.program;

import java.util.Optional;
import java.util.Set;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * One core makes one call, once or repeatedly.
 *
 * @param core number of the caller in the program
 * @param invocation the call
 * @param repeat whether it is repeated
 * @param dirt how the caller is prepared
 * @param timer after how many microseconds, counted from just before the call, a timer of the
 *     caller's own wakes it; 0 if none does
 * @param skew how much later than the others it calls, where cores act together: how long it spins
 *     after they have met, 0 to {@link #LARGEST_SKEW} in units of the target (of the guest agent:
 *     16 turns of an empty loop)
 */
public record Step(
    int core, Invocation invocation, Optional<Repeat> repeat, Set<Dirt> dirt, int timer, int skew) {
  /** The longest time that a timer can take, in microseconds. */
  public static final int LONGEST_TIMER = 100_000;

  /** The largest skew. */
  public static final int LARGEST_SKEW = 255;

  /**
   * @throws IllegalArgumentException if a timer is set for a call that does not suspend, or for
   *     longer than {@link #LONGEST_TIMER}, or if the skew is out of its range
   */
  public Step {
    if (timer < 0 || timer > LONGEST_TIMER) {
      throw new IllegalArgumentException(
          "a timer takes 1 to " + LONGEST_TIMER + " microseconds, not " + timer);
    }
    if (timer != 0 && !suspends(invocation)) {
      throw new IllegalArgumentException(
          "'timer' belongs to a call that suspends its core, such as CPU_SUSPEND");
    }
    if (skew < 0 || skew > LARGEST_SKEW) {
      throw new IllegalArgumentException("a skew is 0 to " + LARGEST_SKEW + ", not " + skew);
    }
    dirt = Set.copyOf(dirt);
  }

  public static Step of(int core, Invocation invocation) {
    return new Step(core, invocation, Optional.empty(), Set.of(), 0, 0);
  }

  public Step repeated(Repeat.Kind kind, int value) {
    return new Step(core, invocation, Optional.of(new Repeat(kind, value)), dirt, timer, skew);
  }

  /** The same call, made once. */
  public Step once() {
    return new Step(core, invocation, Optional.empty(), dirt, timer, skew);
  }

  public Step prepared(Set<Dirt> preparation) {
    return new Step(core, invocation, repeat, preparation, timer, skew);
  }

  public Step withTimer(int microseconds) {
    return new Step(core, invocation, repeat, dirt, microseconds, skew);
  }

  public Step withSkew(int units) {
    return new Step(core, invocation, repeat, dirt, timer, units);
  }

  /** The same step with another call. */
  public Step with(Invocation other) {
    return new Step(core, other, repeat, dirt, timer, skew);
  }

  /** Whether the call stops its caller until a wake-up. */
  public boolean suspends() {
    return suspends(invocation);
  }

  private static boolean suspends(Invocation invocation) {
    return PsciFunction.of(invocation.functionId()).filter(PsciFunction::suspends).isPresent();
  }
}
