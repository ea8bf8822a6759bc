// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import org.psci.conformance.suite.PsciConformanceSuite;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.Target;
import org.psci.reference.Configuration;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/** Proves that a reference machine of eight cores passes all scenarios as tests. */
class ReferenceSuiteTest extends PsciConformanceSuite {
  @Override
  protected Target target() {
    return ReferenceTarget.of(
        Configuration.complete(Version.V1_1).with(Topology.clusters(2, 4)), 1);
  }
}
