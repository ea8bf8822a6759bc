// SPDX-License-Identifier: Apache-2.0
package org.example.psci;

import org.psci.conformance.suite.PsciConformanceSuite;
import org.psci.conformance.target.Target;

/** The fixed scenarios of the suite, a test each. */
class PsciScenariosTest extends PsciConformanceSuite {
  @Override
  protected Target target() {
    return MachineUnderTest.target(PsciMachine::new);
  }
}
