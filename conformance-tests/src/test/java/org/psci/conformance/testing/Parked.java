// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.testing;

import java.util.List;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.target.Target;
import org.psci.reference.Configuration;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Topology;

/** Programs of two cores after which a machine has to be parked, and how that goes. */
public final class Parked {
  public static final Topology TOPOLOGY = Topology.clusters(2, 1);

  /** A machine that has the cores of these programs. */
  public static final Configuration MACHINE = Configuration.standard().with(TOPOLOGY);

  public static final String STARTS_ANOTHER =
      """
      topology 2x1
      core 0: CPU_ON core=1 entry=A context=0xa
      core 1: PSCI_VERSION
      """;

  /** Between the starts it waits until the other core is OFF. */
  public static final String STARTS_IT_TWICE =
      """
      topology 2x1
      core 0: CPU_ON core=1 entry=A context=0xa
      core 1: CPU_OFF
      core 0: AFFINITY_INFO core=1 level=0 until=OFF
      core 0: CPU_ON core=1 entry=B context=0xb
      core 1: PSCI_VERSION
      """;

  private Parked() {}

  /** What a program shows on a target that is started for it, and closed. */
  public static History after(String program, Target target) throws Exception {
    try (target) {
      target.start(1);
      return target.run(List.of(ProgramParser.parse("test", program))).get(0);
    }
  }

  /** Whether an event is a question of parking: is that core OFF? */
  public static boolean isQuestion(Event event) {
    return event instanceof Event.Called called
        && called.isParking()
        && called.call().is(PsciFunction.AFFINITY_INFO);
  }
}
