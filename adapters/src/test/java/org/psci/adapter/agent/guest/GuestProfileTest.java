// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.Topology;

class GuestProfileTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"qemu", "qemu-smc", "qemu-aarch32", "qemu-zcu102", "xen", "tfa", "firmware"})
  void shippedProfilesCanBeRead(String target) {
    assertThat(GuestProfile.shipped(target).conduit()).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"conduit": "smc"           | my.json:1: this is no JSON
          {"conduits": "smc"}         | my.json: conduits: there is no such field; there are
          {"conduit": "SMC"}          | my.json: conduit: is "SMC"; expected "hvc", "smc"
          {"cores": "9x99"}           | my.json: cores: is "9x99"; expected numbers such as "2x4"
          {"gic": {"version": 4}}     | my.json: gic.version: is 4; expected a number from 2 to 3
          {"gic": {"version": 3}}     | my.json: gic: there is no "distributor", which is needed
          {"psci_version": "1.9"}     | my.json: psci_version: is "1.9"
          {"patience_ms": 0}          | my.json: patience_ms: is 0; expected a number from 1 to 600000
          {"not_judged": {"rules": ["CPU"], "reason": "x"}} | my.json: not_judged.rules[0]: no rule is called 'CPU'
          """)
  void whatIsWrongIsSaid(String text, String message) {
    assertThatThrownBy(() -> GuestProfile.parse("my.json", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void exampleOfTheDocumentationCanBeRead() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "profiles.md"));
    String example = page.substring(page.indexOf("\n    {"), page.indexOf("\n    }") + 6);
    GuestProfile profile = GuestProfile.parse("profiles.md", example);
    assertThat(profile.implementation()).contains("My firmware 3.1");
    assertThat(profile.remarks()).containsExactly("the prototype of March");
  }

  @Test
  void whatTheUserSaysCounts() {
    GuestProfile shipped = GuestProfile.parse("a", "{\"conduit\": \"hvc\", \"cores\": \"1x4\"}");
    GuestProfile said = GuestProfile.parse("b", "{\"conduit\": \"smc\", \"remarks\": [\"r\"]}");
    GuestProfile both = shipped.overriddenBy(said);
    assertThat(both.conduit()).contains(Conduit.SMC);
    assertThat(both.topology()).contains(Topology.clusters(1, 4));
    assertThat(both.remarks()).containsExactly("r");
    assertThat(shipped.withCoresUpTo(2).topology()).contains(Topology.clusters(1, 2));
  }
}
