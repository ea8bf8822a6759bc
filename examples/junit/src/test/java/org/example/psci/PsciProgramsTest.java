// SPDX-License-Identifier: Apache-2.0
package org.example.psci;

import org.psci.conformance.suite.PsciConformanceProperties;
import org.psci.conformance.target.Target;

/** Random programs. */
class PsciProgramsTest extends PsciConformanceProperties {
  @Override
  protected Target target() {
    return MachineUnderTest.target(PsciMachine::new);
  }
}
