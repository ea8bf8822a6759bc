// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.record.Score;
import org.psci.conformance.record.Scores;
import org.psci.conformance.target.Parking;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.testing.Parked;
import org.psci.reference.Bug;
import org.psci.spec.vocabulary.ReturnCode;

/** Proves after which histories AFFINITY_INFO is not asked any more in order to park. */
class ParkingChoiceTest {
  private final ParkingChoice choice = new ParkingChoice(Parked.TOPOLOGY);

  private static History run(Set<Bug> bugs, String program) throws Exception {
    return Parked.after(program, ReferenceTarget.of(Parked.MACHINE.with(bugs), 1));
  }

  private static History good() throws Exception {
    return run(Set.of(), Parked.STARTS_ANOTHER);
  }

  private static History inVain() throws Exception {
    History history = run(Set.of(Bug.AFFINFO_ALWAYS_ON), Parked.STARTS_ANOTHER);
    assertThat(history.ending()).isEqualTo(Ending.SILENT);
    return history;
  }

  @Test
  void programsParkByAsking() throws Exception {
    assertThat(choice.note(good(), true)).isFalse();
    assertThat(choice.choice()).isEqualTo(Parking.BY_ASKING);
  }

  @Test
  void questionInVainIsBelievedWithLongPatienceOnly() throws Exception {
    assertThat(choice.note(inVain(), false)).isFalse();
    assertThat(choice.choice()).isEqualTo(Parking.BY_ASKING);
    assertThat(choice.note(inVain(), true)).isTrue();
    assertThat(choice.choice()).isEqualTo(Parking.BY_RESTART);
  }

  @Test
  void choiceIsMadeOnce() throws Exception {
    choice.note(inVain(), true);
    assertThat(choice.note(inVain(), true)).isFalse();
    choice.note(good(), false);
    assertThat(choice.choice()).isEqualTo(Parking.BY_RESTART);
  }

  @Test
  void exceptionSaysNothingAboutTheOtherPrograms() throws Exception {
    choice.note(good(), false);
    choice.note(good(), false);
    choice.note(good(), false);
    choice.note(inVain(), false);
    assertThat(choice.note(inVain(), true)).isFalse();
    assertThat(choice.note(inVain(), true)).isTrue();
  }

  private static Scores asked(History... histories) {
    ParkingChoice any = new ParkingChoice(Parked.TOPOLOGY);
    Score score = new Score();
    for (History history : histories) {
      score.add(any.asking(history));
    }
    return score.scores();
  }

  @Test
  void whatWasRecordedBeforeCountsAsIfItHadJustBeen() throws Exception {
    choice.resume(asked(good(), good()));
    choice.resume(asked(good(), inVain()));
    assertThat(choice.note(inVain(), true)).isFalse();
    assertThat(choice.note(inVain(), true)).isTrue();
  }

  @Test
  void choiceThatWasMadeBeforeIsNotMadeOnceMore() throws Exception {
    choice.resumeByRestart();
    assertThat(choice.note(inVain(), true)).isFalse();
    assertThat(choice.choice()).isEqualTo(Parking.BY_RESTART);
  }

  @Test
  void otherSilencesSayNothing() throws Exception {
    History lostStart = run(Set.of(Bug.CLUSTER_LAST_OFF_NEVER_ON), Parked.STARTS_IT_TWICE);
    assertThat(lostStart.ending()).isEqualTo(Ending.SILENT);
    assertThat(choice.note(lostStart, true)).isFalse();
  }

  @Test
  void questionThatDoesNotReturnIsInVainToo() throws Exception {
    List<Event> events = inVain().events();
    Event.Called question = last(events);
    Event open =
        new Event.Called(
            question.call(),
            question.step(),
            question.begin(),
            Event.Called.NEVER,
            0,
            question.changed(),
            false);
    Event silent =
        new Event.Silent(question.core(), Event.Silent.Awaited.RETURN, question.end() + 1);
    History hangs = new History(good().program(), List.of(open, silent), Ending.SILENT, "hangs");
    assertThat(choice.note(hangs, true)).isTrue();
  }

  @Test
  void absenceIsBelievedAtOnce() throws Exception {
    History history = inVain();
    List<Event> events =
        history.events().stream()
            .map(event -> Parked.isQuestion(event) ? notSupported((Event.Called) event) : event)
            .toList();
    History absent = new History(history.program(), events, Ending.SILENT, history.remark());
    assertThat(choice.note(absent, false)).isTrue();
  }

  private static Event.Called last(List<Event> events) {
    return events.stream()
        .filter(Parked::isQuestion)
        .map(Event.Called.class::cast)
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private static Event notSupported(Event.Called called) {
    return new Event.Called(
        called.call(),
        called.step(),
        called.begin(),
        called.end(),
        ReturnCode.NOT_SUPPORTED.value(),
        called.changed(),
        called.bigEndian());
  }
}
