// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.psci.adapter.child.ChildProcess;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.conformance.target.BootTime;
import org.psci.conformance.target.MachineFailure;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.StartLostException;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;
import org.psci.spec.model.MemoryRange;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.StateType;

/** The target against adapters that behave, and against adapters that do not. */
@Timeout(60)
class ProcessTargetTest {
  private static final String MISCHIEF = "topology 1x4\ncore 0: PSCI_FEATURES function=CPU_ON\n";

  private static final String HONEST =
      """
      topology 1x4
      core 0: CPU_ON core=1 entry=A context=0x1111222233334444
      core 1: PSCI_VERSION
      together
        core 0: CPU_ON core=2 entry=B context=0xb
        core 1: CPU_ON core=2 entry=C context=0xc
      core 2: CPU_OFF
      core 0: AFFINITY_INFO core=2 level=0 until=OFF
      """;

  private static final BootTime START = BootTime.once(Duration.ofSeconds(10));

  /** What stays when no child is left. */
  private static Set<ProcessHandle> guard = Set.of();

  @BeforeAll
  static void startTheGuard() throws IOException {
    ChildProcess.startShell("exit").close();
    guard = alive().collect(Collectors.toSet());
  }

  @AfterEach
  void nothingIsLeft() throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (!children().isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(10);
    }
    assertThat(children()).isEmpty();
  }

  private static List<ProcessHandle> children() {
    return alive().filter(process -> !guard.contains(process)).toList();
  }

  private static Stream<ProcessHandle> alive() {
    return ProcessHandle.current().descendants().filter(ProcessHandle::isAlive);
  }

  private static History run(Target target, String program) throws TargetException {
    try {
      Program parsed = ProgramParser.parse("test", program);
      return target.run(List.of(parsed)).get(0);
    } catch (ProgramSyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "backwards", "slow", "blank-lines", "error-flood", "stays"})
  void parks(String manner) throws TargetException {
    try (Target target = ProcessTarget.of(TinyAdapter.command(manner))) {
      target.start(1);
      History mischief = run(target, MISCHIEF);
      assertThat(mischief.ending()).as(mischief.remark()).isEqualTo(Ending.PARKED);
      History honest = run(target, HONEST);
      assertThat(honest.ending()).as(honest.remark()).isEqualTo(Ending.PARKED);
      assertThat(entries(honest)).contains("core 1 at 40001000 with 1111222233334444");
    }
  }

  private static List<String> entries(History history) {
    return history.events().stream()
        .filter(Event.Entered.class::isInstance)
        .map(Event.Entered.class::cast)
        .map(e -> String.format("core %d at %x with %x", e.core(), e.address(), e.x0()))
        .collect(Collectors.toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no-json         | GARBLED | this is no JSON
          half-json       | GARBLED | this is no JSON
          two-objects     | GARBLED | this is no JSON
          array           | GARBLED | no JSON object
          deep            | GARBLED | this is no JSON
          unknown-event   | GARBLED | there is no event 'returned'
          no-event        | GARBLED | the field 'event' is missing
          missing-field   | GARBLED | in 'return', the field 'x0' is missing
          ill-typed       | GARBLED | 'x0' is "zero"; expected a number
          too-wide        | GARBLED | expected a number of at most 64 bits
          fraction        | GARBLED | 'x0' is 0.5; expected a number
          twice-a-field   | GARBLED | this is no JSON
          changed-x1      | GARBLED | expected x4 to x30
          register-daif   | GARBLED | shift the register right by 6
          t32             | GARBLED | 't32' is for cores that come in in AArch32
          machine-gone    | GARBLED | 'what' is "gone"; expected "off", "reset" or "hibernated"
          wrong-id        | GARBLED | no call 101 was made
          wrong-core      | GARBLED | call 1 was made by core 0, not by core 1
          no-such-core    | GARBLED | there is no core 77
          negative-core   | GARBLED | 'core' is -1
          entry-of-nobody | GARBLED | there is no core 4
          ready           | GARBLED | 'ready' is the answer to reset alone
          profile         | GARBLED | 'profile' is the answer to hello alone
          idle-unasked    | GARBLED | no idle with the id 1 is open
          long-line       | GARBLED | more than 1048576 bytes
          no-utf8         | GARBLED | this is no UTF-8
          entry-flood     | GARBLED | more than 256 entries
          crash           | DIED    | exit status 3
          half-line       | DIED    | in the middle of the line
          close           | DIED    | closed its standard output
          dead            | DIED    | did not answer idle
          log-flood       | DIED    | did not answer idle
          killed          | DIED    | exit status 137
          dribble         | DIED    | did not answer idle
          blank-flood     | DIED    | did not answer idle
          heir            | DIED    | something that it started holds its standard output open
          exponent        | GARBLED | 'x0' is
          not-a-number    | GARBLED | this is no JSON
          silent          | SILENT  | core 0 was waited for in vain
          """)
  void tellsWhatIsWrong(String mischief, Ending ending, String fragment) throws TargetException {
    try (Target target = ProcessTarget.of(TinyAdapter.command(mischief))) {
      target.start(1);
      History history = run(target, MISCHIEF);
      assertThat(history.remark()).contains(fragment).hasSizeLessThan(3000);
      assertThat(history.ending()).isEqualTo(ending);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-json", "crash", "log-flood", "silent"})
  void startsAfreshAfterTrouble(String mischief) throws TargetException {
    try (Target target = ProcessTarget.of(TinyAdapter.command(mischief))) {
      target.start(1);
      assertThat(run(target, MISCHIEF).isParked()).isFalse();
      target.start(1);
      assertThat(run(target, HONEST).ending()).isEqualTo(Ending.PARKED);
    }
  }

  @Test
  void saysWhatWasExpectedAndQuotesStandardError() throws TargetException {
    try (Target target = ProcessTarget.of(TinyAdapter.command("crash"))) {
      target.start(1);
      assertThat(run(target, MISCHIEF).remark())
          .contains("the return of call 1 (core 0)")
          .contains("the \\u001b[31mroof\\u001b[0m is on fire");
    }
  }

  @Test
  void doesNotAcceptTheSecondReturnOfACall() throws TargetException {
    try (Target target = ProcessTarget.of(TinyAdapter.command("twice"))) {
      target.start(1);
      History history = run(target, MISCHIEF + "core 0: PSCI_VERSION\n");
      assertThat(history.ending()).isEqualTo(Ending.GARBLED);
      assertThat(history.remark()).contains("call 1 is over");
    }
  }

  @Test
  void doesNotTakeAReturnForOneOfTheNextProgram() throws TargetException {
    try (Target target = ProcessTarget.of(TinyAdapter.command("late-off"))) {
      target.start(1);
      String onAndOff =
          "topology 1x4\ncore 0: CPU_ON core=1 entry=A context=0x5\ncore 1: CPU_OFF\n";
      assertThat(run(target, onAndOff).ending()).isEqualTo(Ending.PARKED);
      History next = run(target, MISCHIEF);
      assertThat(next.ending()).isEqualTo(Ending.GARBLED);
      assertThat(next.remark()).contains("was reported OFF since");
    }
  }

  @Test
  void hearsTheLastWordsOfAMachineThatGoesOff() throws TargetException {
    try (Target target = ProcessTarget.of(TinyAdapter.command("none"))) {
      target.start(1);
      assertThat(run(target, "topology 1x4\ncore 0: SYSTEM_OFF\n").ending())
          .isEqualTo(Ending.MACHINE_GONE);
      target.start(1);
      assertThat(run(target, HONEST).ending()).isEqualTo(Ending.PARKED);
    }
  }

  @Test
  void killsAnAdapterThatDoesNotRead() throws TargetException, MachineFailure {
    try (ProcessMachine machine = new ProcessMachine(TinyAdapter.command("dead"), START)) {
      machine.start(1);
      machine.call(0, new long[] {0x8400000aL, 0, 0, 0});
      for (int call = 0; call < 3000; call++) {
        machine.call(0, new long[] {0, 0, 0, 0});
      }
      assertThatThrownBy(() -> machine.proceed(new LatestEvents()))
          .isInstanceOf(MachineFailure.class);
    }
  }

  @Test
  void hasToBeStarted() {
    try (ProcessMachine machine = new ProcessMachine("true", START)) {
      assertThatThrownBy(() -> machine.call(0, new long[4]))
          .isInstanceOf(MachineFailure.class)
          .hasMessageContaining("not running");
    }
  }

  private static final String GREETING =
      "read l; echo"
          + " '{\"event\":\"profile\",\"protocol\":1,\"implementation\":\"x\",\"cores\":[0,1],\"entry\":{\"base\":4096,\"stride\":16,\"count\":8}}';"
          + " ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "protocol":1              | "protocol":2                       | 'protocol' is 2
          "implementation":"x"      | "implementation":""                | 'implementation' is to name
          "implementation":"x",     | ''                                 | 'implementation' is missing
          "cores":[0,1]             | "cores":[0,0]                      | 'cores': two cores have the MPIDR 0x0
          "cores":[0,1]             | "cores":[]                         | 'cores': a topology has at least one
          "cores":[0,1]             | "cores":"0x80000000"               | 'cores' is "0x80000000"; expected an array
          "cores":[0,1]             | "cores":["0x80000000"]             | 'cores': MPIDR 0x80000000
          "protocol":1              | "protocol":1,"conduit":"uart"      | 'conduit' is "uart"; expected "hvc" or "smc"
          "protocol":1              | "protocol":1,"psci_version":"0.3"  | 'psci_version': '0.3' is no PSCI version
          "protocol":1              | "protocol":1,"exception_level":3   | 'exception_level' is 3
          "protocol":1              | "protocol":1,"wake":"no"           | 'wake' is "no"; expected true or false
          "protocol":1              | "protocol":1,"patience_ms":0       | 'patience_ms' is 0
          "protocol":1              | "protocol":1,"power_states":7      | 'power_states' is 7; expected an array
          "protocol":1              | "protocol":1,"power_states":[7]    | 'power_states'
          "protocol":1              | "protocol":1,"power_states":[{"type":"standby"}]                    | 'value' is missing
          "protocol":1              | "protocol":1,"power_states":[{"value":-1,"type":"standby"}]         | 'value' is no power_state, which has 32 bits
          "protocol":1              | "protocol":1,"power_states":[{"value":1,"type":"off"}]              | 'type' is "off"; expected "standby" or "powerdown"
          "protocol":1              | "protocol":1,"power_states":[{"value":1,"type":"standby","level":4}] | 'level' is 4
          "protocol":1              | "protocol":1,"power_states":[{"value":1,"type":"standby","path":["off"]}] | 'path' is "off"; expected "run", "standby", "retention", "powerdown"
          "protocol":1              | "protocol":1,"power_states":[{"value":1,"type":"standby","path":["run"]}] | leaves the core in run; 'path' has the state at each power level
          "protocol":1              | "protocol":1,"power_states":[{"value":1,"type":"standby","path":["retention","powerdown"]}] | level 1 into powerdown, which is deeper than retention below it
          "protocol":1              | "protocol":1,"power_states":[{"value":1,"type":"standby","path":["powerdown"]}] | is of type standby and puts the core into powerdown
          "protocol":1              | "protocol":1,"power_states":[{"value":1,"type":"standby","path":["standby"],"level":1}] | 'level' is 1, but the highest level below Run in 'path' is 0
          "protocol":1              | "protocol":1,"power_states":[{"value":1,"type":"standby","last_level":4}] | 'last_level' is 4; expected 0 to 3
          "protocol":1              | "protocol":1,"power_tree":[0]      | level 1 of 'power_tree' is 0; expected an array of nodes
          "protocol":1              | "protocol":1,"power_tree":[[[0,2]]] | node 0 of level 1 of 'power_tree' has core 2; expected 0 to 1
          "protocol":1              | "protocol":1,"power_tree":[[[0],[0,1]]] | 'power_tree': the nodes of power level 1 are not disjoint
          "protocol":1              | "protocol":1,"power_tree":[[[0],[1]]] | power_tree: its highest level has to be one node with all 2 cores
          "protocol":1              | "protocol":1,"power_tree":[[[0,1]]],"power_states":[{"value":1,"type":"standby","level":2}] | power_states: 0x1 is a state of power level 2, and the highest level of power_tree is 1
          "protocol":1              | "protocol":1,"power_tree":[[[0,1]]],"power_states":[{"value":1,"type":"standby","last_level":2}] | 'power_states' has 0x1 with a 'last_level' of 2; the highest level of 'power_tree' is 1
          "protocol":1              | "protocol":1,"memory":[{"base":0}] | 'length' is missing
          "protocol":1              | "protocol":1,"memory":[{"base":4096,"length":0}] | 'length' is at least 1
          "stride":16               | "stride":6                         | entry points are multiples of 4
          "count":8                 | "count":1                          | 'count' is 1; expected 2
          "base":4096               | "base":"0xfffffffffffffff0"        | address space
          """)
  void refusesAProfile(String good, String bad, String fragment) {
    String script = GREETING.replace(good, bad);
    assertThat(script).isNotEqualTo(GREETING);
    assertStartFails("sh -c \"" + script.replace("\"", "\\\"") + "\"", fragment);
  }

  @Test
  void readsPowerTreesAndCompositeStates() throws TargetException {
    String more =
        "\"protocol\":1,\"power_tree\":[[[0],[1]],[[0,1]]],"
            + "\"memory\":[{\"base\":\"0x40000000\",\"length\":\"0x1000\"}],"
            + "\"power_states\":[{\"value\":1,\"type\":\"standby\"},"
            + "{\"value\":\"0x1010032\",\"type\":\"powerdown\",\"last_level\":1,"
            + "\"path\":[\"powerdown\",\"retention\"]}]";
    String script =
        GREETING.replace("\"protocol\":1", more) + "read l; echo '{\"event\":\"ready\"}'; read l";
    try (Target target = ProcessTarget.of("sh -c \"" + script.replace("\"", "\\\"") + "\"")) {
      Profile profile = target.start(1);
      assertThat(profile.powerTree())
          .contains(new PowerTree(List.of(List.of(1L, 2L), List.of(3L))));
      assertThat(profile.memory()).contains(List.of(new MemoryRange(0x4000_0000, 0x1000)));
      assertThat(profile.powerStates().orElseThrow())
          .containsExactly(
              new PowerState(1, StateType.STANDBY, 0),
              new PowerState(
                  0x101_0032,
                  StateType.POWER_DOWN,
                  List.of(LocalState.POWER_DOWN, LocalState.RETENTION),
                  1));
    }
  }

  @Test
  void aMachineHibernates() throws TargetException {
    try (Target target = ProcessTarget.of(TinyAdapter.command("hibernated"))) {
      target.start(1);
      History history = run(target, MISCHIEF);
      assertThat(history.ending()).isEqualTo(Ending.MACHINE_GONE);
      assertThat(history.events())
          .last()
          .isInstanceOfSatisfying(
              Event.Machine.class,
              machine -> assertThat(machine.what()).isEqualTo(Event.Machine.What.HIBERNATED));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no-such-command --x | there is no such command
          true                | exit status 0; expected was the event profile
          echo hello          | this is no JSON
          cat                 | the field 'event' is missing
          /etc/passwd         | no executable file
          """)
  void saysWhyItDoesNotStart(String command, String fragment) {
    assertStartFails(command, fragment);
  }

  @Test
  void waitsLongerForAProfileFromTryToTry() {
    try (Target target = ProcessTarget.of("sleep 100", BootTime.of(Duration.ofSeconds(1)))) {
      assertThatThrownBy(() -> target.start(1))
          .isInstanceOf(StartLostException.class)
          .hasMessageContaining("did not answer hello within 4 s")
          .hasMessageContaining("the last of 3 tries");
    }
  }

  /** An adapter that counts its starts, and does something at the first. */
  private static String atTheFirstStart(String what, Path directory) {
    Path starts = directory.resolve("starts");
    return "sh -c \"echo >> %s; if [ \\$(wc -l < %s) -eq 1 ]; then %s; fi; exec %s\""
        .formatted(starts, starts, what, TinyAdapter.command("none"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sleep 30", "exit 1", "exec 1>&-; sleep 30"})
  void aLostStartIsTriedAgain(String what, @TempDir Path directory) throws TargetException {
    String command = atTheFirstStart(what, directory);
    List<String> lost = new ArrayList<>();
    BootTime bootTime = BootTime.of(Duration.ofSeconds(2)).telling(lost::add);
    try (Target target = ProcessTarget.of(command, bootTime)) {
      target.start(1);
      assertThat(run(target, HONEST).ending()).isEqualTo(Ending.PARKED);
    }
    assertThat(lost).isNotEmpty().allMatch(message -> message.contains("; trying again"));
  }

  @Test
  void aCommandThatIsNotThereIsNotTriedAgain() {
    List<String> lost = new ArrayList<>();
    BootTime bootTime = BootTime.of(Duration.ofSeconds(2)).telling(lost::add);
    try (Target target = ProcessTarget.of("no-such-command", bootTime)) {
      assertThatThrownBy(() -> target.start(1)).isExactlyInstanceOf(TargetException.class);
    }
    assertThat(lost).isEmpty();
  }

  private static void assertStartFails(String command, String fragment) {
    try (Target target = ProcessTarget.of(command)) {
      assertThatThrownBy(() -> target.start(1))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining(fragment);
    }
  }
}
