// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.soak;

import java.util.List;
import java.util.Optional;
import org.psci.conformance.shorten.Hunt;

/**
 * What came of a soak.
 *
 * @param figures of each machine, those that had no turn included
 * @param flag the deviation that ended it; empty if there was none
 * @param trouble why a machine could not be used; empty if all could
 * @param seconds how long it took
 */
public record SoakResult(
    List<Figures> figures, Optional<Flag> flag, Optional<String> trouble, double seconds) {
  public SoakResult {
    figures = List.copyOf(figures);
  }

  /**
   * A deviation.
   *
   * @param subject the machine that shows it
   * @param where the number of the random program that showed it first
   * @param shortest the shortest program that shows it
   */
  public record Flag(Subject subject, String where, Hunt.Shortest shortest) {}

  /**
   * What one machine has done.
   *
   * @param name what it is
   * @param programs how many programs it has run
   * @param races in how many of them several cores made calls at the same time
   * @param events how many events were seen: calls, entries and so on
   * @param undecided how many programs could not be judged
   * @param firstUndecided the first of these, with the reason; else empty
   * @param nanos how long that took
   */
  public record Figures(
      String name,
      long programs,
      long races,
      long events,
      long undecided,
      Optional<String> firstUndecided,
      long nanos) {
    /** Nothing yet. */
    static Figures none(String name) {
      return new Figures(name, 0, 0, 0, 0, Optional.empty(), 0);
    }

    Figures plus(Figures more) {
      return new Figures(
          name,
          programs + more.programs,
          races + more.races,
          events + more.events,
          undecided + more.undecided,
          firstUndecided.or(more::firstUndecided),
          nanos + more.nanos);
    }

    /** How many events a second of one thread. */
    public double perSecond() {
      return nanos == 0 ? 0 : events * 1e9 / nanos;
    }
  }

  public long programs() {
    return figures.stream().mapToLong(Figures::programs).sum();
  }

  public long races() {
    return figures.stream().mapToLong(Figures::races).sum();
  }

  public long events() {
    return figures.stream().mapToLong(Figures::events).sum();
  }

  public long undecided() {
    return figures.stream().mapToLong(Figures::undecided).sum();
  }

  public double perSecond() {
    return seconds == 0 ? 0 : events() / seconds;
  }
}
