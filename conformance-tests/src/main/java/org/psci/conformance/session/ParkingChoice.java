// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.session;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.Event.Silent.Awaited;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.record.Asking;
import org.psci.conformance.record.Scores;
import org.psci.conformance.target.Parking;
import org.psci.spec.vocabulary.AffinityState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Topology;

/**
 * How the programs of a run park: by asking AFFINITY_INFO, until it has shown that it cannot say
 * that a core is OFF. Then each program would end in the same silence, and nothing else of the
 * target would be seen; so from then on the machine is started again instead. There is no way back.
 */
final class ParkingChoice {
  private final Topology topology;
  private Parking choice = Parking.BY_ASKING;
  private long inVain;
  private long well;

  ParkingChoice(Topology topology) {
    this.topology = topology;
  }

  /** How the next programs should park. */
  Parking choice() {
    return choice;
  }

  /** Takes into account what programs have shown in the run that this one goes on with. */
  void resume(Scores before) {
    inVain += before.askedInVain();
    well += before.askedWell();
  }

  /** It has been shown already that AFFINITY_INFO cannot say it. */
  void resumeByRestart() {
    choice = Parking.BY_RESTART;
  }

  /**
   * Takes a history into account. That AFFINITY_INFO is not there is believed at once. That it was
   * asked in vain is believed with long patience only, and only where that is no exception: one
   * program that takes its machine down says nothing about the others.
   *
   * @param withLongPatience whether a silence in it is no sign of a slow machine
   * @return whether the choice has changed
   */
  boolean note(History history, boolean withLongPatience) {
    if (choice == Parking.BY_RESTART) {
      return false;
    }
    Asking asking = asking(history);
    inVain += asking == Asking.IN_VAIN ? 1 : 0;
    well += asking == Asking.WELL ? 1 : 0;
    boolean isBelieved = asking == Asking.IN_VAIN && withLongPatience && inVain >= well;
    if (isAbsent(history) || isBelieved) {
      choice = Parking.BY_RESTART;
    }
    return choice == Parking.BY_RESTART;
  }

  /** What came of asking in order to park. */
  Asking asking(History history) {
    if (isInVain(history)) {
      return Asking.IN_VAIN;
    }
    return hasParkedByAsking(history) ? Asking.WELL : Asking.SAYS_NOTHING;
  }

  /** The questions that are asked in order to park name a core and level 0. */
  private static boolean isParkingQuestion(Event event) {
    return event instanceof Event.Called called
        && called.isParking()
        && called.call().is(PsciFunction.AFFINITY_INFO);
  }

  private static boolean hasParkedByAsking(History history) {
    return history.isParked()
        && history.events().stream()
            .anyMatch(
                event ->
                    isParkingQuestion(event)
                        && (int) ((Event.Called) event).result() == AffinityState.OFF.value());
  }

  private static boolean isAbsent(History history) {
    List<Event> questions =
        history.events().stream().filter(ParkingChoice::isParkingQuestion).toList();
    return !questions.isEmpty()
        && questions.stream()
            .map(Event.Called.class::cast)
            .allMatch(
                question ->
                    question.returned()
                        && (int) question.result() == ReturnCode.NOT_SUPPORTED.value());
  }

  /** It was asked until patience was lost about a core that has gone, or did not return. */
  private boolean isInVain(History history) {
    return history.ending() == Ending.SILENT
        && history.events().stream()
            .anyMatch(event -> event instanceof Event.Silent silent && isInVain(silent, history));
  }

  private boolean isInVain(Event.Silent silent, History history) {
    Event.Called last = lastCall(silent, history, false);
    if (last == null || last.returned()) {
      return false;
    }
    if (silent.awaited() == Awaited.RETURN) {
      return last.call().is(PsciFunction.AFFINITY_INFO);
    }
    return silent.awaited() == Awaited.RESULT
        && last.call().is(PsciFunction.CPU_OFF)
        && lastCall(silent, history, true) != null;
  }

  /**
   * The last call of the silent core, or the last AFFINITY_INFO about it; null if there is none.
   */
  private Event.@Nullable Called lastCall(Event.Silent silent, History history, boolean about) {
    Event.Called last = null;
    for (Event event : history.events()) {
      if (event instanceof Event.Called called
          && called.begin() <= silent.time()
          && (about ? asksAbout(called, silent.core()) : called.core() == silent.core())) {
        last = called;
      }
    }
    return last;
  }

  private boolean asksAbout(Event.Called called, int core) {
    return called.call().is(PsciFunction.AFFINITY_INFO)
        && topology.indexOf(called.call().wide(1)) == core;
  }
}
