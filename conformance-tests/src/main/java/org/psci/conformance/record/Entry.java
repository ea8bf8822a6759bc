// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One record: a line of the records of a run. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "record")
@JsonSubTypes({
  @JsonSubTypes.Type(name = "run", value = Header.class),
  @JsonSubTypes.Type(name = "target", value = Tested.class),
  @JsonSubTypes.Type(name = "program", value = ProgramRun.class),
  @JsonSubTypes.Type(name = "explained", value = ExplainedPrograms.class),
  @JsonSubTypes.Type(name = "not run", value = NotRun.class),
  @JsonSubTypes.Type(name = "parking", value = ParkingByRestart.class),
  @JsonSubTypes.Type(name = "look", value = Look.class),
  @JsonSubTypes.Type(name = "conflict", value = Conflict.class),
  @JsonSubTypes.Type(name = "trouble", value = Trouble.class),
  @JsonSubTypes.Type(name = "end", value = End.class)
})
public sealed interface Entry
    permits Header,
        Tested,
        ProgramRun,
        ExplainedPrograms,
        NotRun,
        ParkingByRestart,
        Look,
        Conflict,
        Trouble,
        End {

  /**
   * The part of the run that it belongs to, such as a scenario with all its runs. A part that was
   * cut off is run again as a whole.
   */
  String part();
}
