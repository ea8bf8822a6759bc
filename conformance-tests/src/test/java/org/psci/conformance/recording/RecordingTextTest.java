// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.psci.conformance.generate.ProgramGenerator;
import org.psci.conformance.history.History;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.program.Program;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.reference.Bug;
import org.psci.reference.Configuration;
import org.psci.spec.model.EntryPoints;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.Version;

/** Proves that a recorded history is judged as it was seen, and that nonsense is explained. */
class RecordingTextTest {
  private static final int PROGRAMS = 150;

  @ParameterizedTest
  @EnumSource(Version.class)
  void recordingIsJudgedAsTheRunWas(Version version) throws Exception {
    Configuration complete = Configuration.complete(version);
    Set<Bug> bugs = EnumSet.of(Bug.CPUON_CONTEXT_DROPPED, Bug.REGS_CLOBBERED_ON_RETURN);
    for (Configuration machine :
        List.of(complete, complete.with(ExecutionState.AARCH32), complete.with(bugs))) {
      try (Session session = new Session(ReferenceTarget.of(machine, 5))) {
        ProgramGenerator generator = new ProgramGenerator(session.profile(), session.platform(), 5);
        for (int number = 0; number < PROGRAMS; number++) {
          Program program = generator.program(number);
          Judgement judgement = session.judge(List.of(program)).get(0).judgement();
          Recording recording = Recording.of("reference", session.platform(), judgement);
          Recording again = RecordingText.parse("history.json", RecordingText.of(recording));
          // What the machine decided is not recorded: that is no part of what was seen.
          Judgement judged = again.judge();
          assertThat(unscheduled(again.history())).isEqualTo(unscheduled(recording.history()));
          assertThat(judged.violations()).isEqualTo(judgement.violations());
          assertThat(judged.explanations()).isEqualTo(judgement.explanations());
          assertThat(judged.undecided()).isEqualTo(judgement.undecided());
          assertThat(RecordingText.of(again)).isEqualTo(RecordingText.of(recording));
        }
      }
    }
  }

  private static History unscheduled(History history) {
    return new History(history.program(), history.events(), history.ending(), history.remark());
  }

  private static final String SHORTEST =
      """
      {"psci_history": 1,
       "platform": {"psci_version": "1.1", "cores": "1x2",
                    "entry": {"base": "0x40000000", "stride": 16, "count": 2}},
       "events": [EVENTS]}
      """;

  private static Recording shortest(String events) {
    return RecordingText.parse("history.json", SHORTEST.replace("EVENTS", events));
  }

  @Test
  void littleIsNeeded() {
    Recording recording =
        shortest(
            "{'kind':'call','core':0,'x':[2214592512],'begin':3,'end':4,'result':'0x10001'}"
                .replace('\'', '"'));
    assertThat(recording.platform().entries()).isEqualTo(new EntryPoints(0x4000_0000L, 16, 2));
    assertThat(recording.judge().isExplained()).isTrue();
    assertThat(recording.judge().explanations()).isNotEmpty();
  }

  @Test
  void callOfACoreThatNobodyHasStartedIsJudged() {
    Recording recording =
        shortest(
            "{'kind':'call','core':1,'x':[2214592512],'begin':3,'end':4,'result':'0x10001'}"
                .replace('\'', '"'));
    assertThat(recording.judge().violations()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'kind':'call','core':2,'x':[1],'begin':1 | [0].core: is 2; expected a number from 0 to 1",
        "'kind':'call','core':0,'x':[],'begin':1 | [0].x: has 0 registers; expected 1 to 4",
        "'kind':'call','core':0,'x':[1],'begin':5,'end':4,'result':0 | [0].end: is 4, which is before",
        "'kind':'call','core':0,'x':[1],'begin':5,'end':6 | [0]: has one of end and result",
        "'kind':'call','core':0,'x':[1],'begin':-5 | [0].begin: is -5; expected a time",
        "'kind':'call','core':0,'begin':5 | [0]: there is no x, which is needed",
        "'kind':'noise','core':1 | [0].kind: is noise; expected call, entry",
        "'kind':'entry','core':1,'at':1,'x0':'zero','time':2 | [0].x0: is zero; expected a number",
        "'kind':'call','core':0,'x':[1],'begin':1,'colour':2 | [0].colour: there is no such field",
        "'kind':'call','core':0,'x':[1],'begin':1,'changed':['x3'] | [0].changed: has x3; expected x4",
        "'kind':'call','core':0,'x':[1],'begin':9},{'kind':'call','core':0,'x':[1],'begin':9"
            + " | [1]: core 0 makes a call, but that of events[0] has not returned",
        "'kind':'call','core':0,'x':[1],'begin':8,'end':9,'result':0},{'kind':'entry','core':0,"
            + "'at':1,'x0':0,'time':8 | [1].time: is 8, but core 0 was seen at 9 already",
        "'kind':'silence','core':0,'awaited':'return','time':8 | [0]: core 0 is in no call at the end",
        "'kind':'wake-up','core':0,'begin':8,'end':7 | [0].end: is 7, which is before"
      })
  void badEventIsExplained(String event, String problem) {
    assertThatThrownBy(() -> shortest("{" + event.replace('\'', '"') + "}"))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(
            e ->
                assertThat(String.valueOf(e.getMessage()).replace("\"", ""))
                    .startsWith("history.json: events" + problem.strip()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "| : is empty; expected a recorded history",
        "{] | :1: this is no JSON",
        "[] | : is []; expected an object",
        "{} | : there is no psci_history, which is needed",
        "{'psci_history':2} | : psci_history: is 2; expected a number from 1 to 1",
        "{'psci_history':1} | : there is no platform, which is needed",
        "{'psci_history':1,'platform':{'psci_version':'3'}} | : platform.psci_version: is 3; expected",
        "{'psci_history':1,'platform':{'psci_version':'1.1','cores':['0x0','0x0']}}"
            + " | : platform.cores: two cores have the MPIDR",
        "{'psci_history':1,'platform':{'psci_version':'1.1','cores':'1x2','power_tree':[[[0,9]]],"
            + "'entry':{'base':0,'stride':4,'count':1}}}"
            + " | : platform.power_tree: its highest level has to be one node with all 2 cores",
        "{'psci_history':1,'platform':{'psci_version':'1.1','cores':'1x2','trusted_os':{'type':"
            + "'up_fixed','core':7},'entry':{'base':0,'stride':4,'count':1}}}"
            + " | : platform.trusted_os.core: is 7, and there are 2 cores",
      })
  void badFileIsExplained(String text, String problem) {
    String json = text == null ? "" : text.replace('\'', '"');
    assertThatThrownBy(() -> RecordingText.parse("history.json", json))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(
            e ->
                assertThat(String.valueOf(e.getMessage()).replace("\"", ""))
                    .startsWith("history.json" + problem.strip()));
  }
}
