// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves that the table of readings tells what is lawful, a remark and a fault apart. */
class ReadingsTableTest {
  private final ReadingsTable table =
      new ReadingsTable(
          List.of(
              new ReadingsTable.Run("out/one", HandMade.conforming()),
              new ReadingsTable.Run("out/two", HandMade.deviating())));

  private String row(String point) {
    return table.lines().stream().filter(line -> line.startsWith(point)).findFirst().orElse("");
  }

  @Test
  void rowHasDefaultAndOneCellForEachRun() {
    assertThat(row("AMB-01")).matches("AMB-01 +A +A +A +Which error .*");
    assertThat(row("AMB-14")).matches("AMB-14 +- +A\\+B\\?\\? +A\\+B\\?\\? +What .*");
    assertThat(row("AMB-26")).matches("AMB-26 +A +A\\+B! +A\\+B! +What .*");
    assertThat(row("AMB-35")).matches("AMB-35 +A +B~ +B~ +What .*");
  }

  @Test
  void whatNobodySawIsToldFromWhatNobodyCanSee() {
    assertThat(row("AMB-02")).matches("AMB-02 +- +\\. +\\. +What .*");
    assertThat(row("AMB-46")).matches("AMB-46 +- +- +- +Who .*");
  }

  @Test
  void programsFollowOnDemand() {
    assertThat(table.programs())
        .contains(
            "AMB-26 B (violation), run 2, random 5, seen 3 times: The state of some level that"
                + " exists.",
            "    core 0: CPU_ON core=1 entry=A context=0xa");
  }
}
