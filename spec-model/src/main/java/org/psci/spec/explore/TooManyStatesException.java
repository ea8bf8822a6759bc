// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

/** There are more states than were asked for; what was found so far is not the whole. */
public final class TooManyStatesException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooManyStatesException(long states) {
    super(states + " states and no end; choose a smaller topology, or raise --most-states");
  }
}
