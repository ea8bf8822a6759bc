// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.reference.Bug;
import org.psci.reference.Choice;
import org.psci.reference.Configuration;
import org.psci.reference.ResidentOs;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.MigrateInfoType;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/** Proves that a machine comes back from its text as it was, and that bad text is explained. */
class MachineTextTest {
  private static final PowerState STANDBY =
      new PowerState(1, StateType.STANDBY, List.of(LocalState.STANDBY), 0);

  private static Configuration parse(String text) {
    return MachineText.parse("machine.json", text);
  }

  @Test
  void everyVariantComesBack() {
    for (LawfulVariants.Variant variant : LawfulVariants.all()) {
      String text = MachineText.of(variant.configuration());
      assertThat(parse(text)).as(text).isEqualTo(variant.configuration());
    }
  }

  @Test
  void bugsAndTablesComeBack() {
    Configuration machine =
        Configuration.complete(Version.V1_2)
            .with(Set.of(Bug.CPUON_SELF_INVALID, Bug.SYSTEM_OFF_RETURNS))
            .withPowerStates(List.of(STANDBY));
    assertThat(parse(MachineText.of(machine))).isEqualTo(machine);
  }

  @Test
  void nothingStandsForTheCompleteMachine() {
    assertThat(parse("{}")).isEqualTo(Configuration.complete(Version.V1_1));
    assertThat(parse("{\"version\": \"0.2\"}")).isEqualTo(Configuration.complete(Version.V0_2));
  }

  @Test
  void fieldsSayWhatTheySeemTo() {
    Configuration machine =
        parse(
            """
            {"version": "1.1", "topology": "2x2", "format": "extended", "os_initiated": true,
             "absent": ["CPU_FREEZE"], "trusted_os": {"type": "up_migratable", "core": 1},
             "wakes_early": true, "order": "entry_first"}
            """);
    assertThat(machine.topology()).isEqualTo(Topology.clusters(2, 2));
    assertThat(machine.format()).isEqualTo(PowerStateFormat.EXTENDED_STATE_ID);
    assertThat(machine.has(Choice.OS_INITIATED)).isTrue();
    assertThat(machine.has(PsciFunction.CPU_FREEZE)).isFalse();
    assertThat(machine.trustedOs())
        .isEqualTo(new ResidentOs(MigrateInfoType.UNIPROCESSOR_MIGRATABLE, 1));
    assertThat(machine.has(Choice.WAKES_EARLY)).isTrue();
  }

  @Test
  void whatFollowsNeedNotBeSaid() {
    assertThat(parse("{\"absent\": [\"PSCI_SET_SUSPEND_MODE\"]}").has(Choice.OS_INITIATED))
        .isFalse();
    assertThat(parse("{\"has_smccc_version\": false}").has(Choice.REPORTS_SMCCC_VERSION)).isFalse();
    assertThat(parse("{\"topology\": \"2x2x2\"}").tree().highestLevel()).isEqualTo(3);
    Configuration own =
        parse("{\"power_states\": [{\"value\": \"0x1\", \"path\": [\"standby\"]}]}");
    assertThat(own.powerStates()).hasSize(1);
    assertThat(own.has(Choice.OS_INITIATED)).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {                              | :1: this is no JSON: Unexpected end-of-input
          {} {}                          | :1: this is no JSON: Trailing token
          {"version":"1.0","version":"1.0"} | :1: this is no JSON: Duplicate field 'version'
          []                             | : is []; expected fields in braces
          null                           | : is null; expected fields in braces
          {"versoin":"1.1"}              | : versoin: there is no such field; there are version, topology,
          {"version":1.1}                | : version: is 1.1; expected "0.2", "1.0", "1.1", "1.2", "1.3"
          {"version":"1.4"}              | : version: is "1.4"; expected "0.2"
          {"version":"0.2","os_initiated":true} | : os_initiated: 0.2 has no OS-initiated mode; say false
          {"version":"0.2","format":"extended"} | : format: 0.2 has the original format of power_state only; say "original", or take a later version
          {"version":"0.2","answers_groups":false} | : answers_groups: in 0.2 AFFINITY_INFO answers for every level; say true,
          {"topology":["0x0","0x0"]}     | : topology: two cores have the MPIDR 0x0; expected the MPIDR of each core once
          {"topology":["0x80000000"]}    | : topology[0]: MPIDR 0x80000000 has bits outside the affinity fields
          {"topology":"9x9"}             | : topology: is "9x9"; expected numbers such as "2x4"
          {"topology":[-1]}              | : topology[0]: is -1; expected a number of at most 64 bits
          {"topology":["0x100000000"],"execution_state":"aarch32"} | : topology: the MPIDR 0x100000000 has an Aff3, which AArch32 callers lack;
          {"power_tree":[[[0,1]]]}       | : power_tree: its highest level is not one node with all 6 cores; name every core
          {"power_tree":[[[0,1],[1,2]]]} | : power_tree: the nodes of power level 1 are not disjoint
          {"power_states":[{"value":"0x3010002","path":["powerdown","powerdown","powerdown","powerdown"]}]} | : power_states: power_state 0x3010002 is for power level 3, which the tree does not have; correct that line
          {"power_states":[{"value":1}]} | : power_states[0]: there is no "path", which is needed
          {"power_states":[{"value":1,"path":["run"]}]} | : power_states[0]: power_state 0x1 leaves the core in run
          {"highest_level":3}            | : highest_level: the table has the levels 0 to 2; say a lower one
          {"trusted_os":{"type":"up_fixed","core":9}} | : trusted_os: there is no core 9 among 6 cores; name a core that is there
          {"trusted_os":{"type":"up"}}   | : trusted_os.type: is "up"; expected "up_migratable", "up_fixed", "none"
          {"trusted_os":null}            | : trusted_os: is null; expected an object: fields in braces
          {"absent":["CPU_ON"]}          | : absent: CPU_ON is mandatory;
          {"absent":["MEM_PROTECT"]}     | : absent: MEM_PROTECT and MEM_PROTECT_CHECK_RANGE are both there, or neither;
          {"absent":"MIGRATE"}           | : absent: is "MIGRATE"; expected a list in brackets
          {"reports_smccc_version":true,"has_smccc_version":false} | : reports_smccc_version: there is no SMCCC_VERSION to report; say false,
          {"downgrades":1}               | : downgrades: is 1; expected true or false
          {"bugs":["nothing"]}           | : bugs[0]: is "nothing"; expected a bug that 'psci targets' lists
          """)
  void badTextIsExplained(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("machine.json" + message.strip());
  }

  @Test
  void emptyTextIsExplained() {
    assertThatThrownBy(() -> parse(""))
        .hasMessage("machine.json: is empty; {} stands for the usual machine");
  }
}
