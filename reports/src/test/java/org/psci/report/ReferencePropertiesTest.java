// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import org.psci.conformance.suite.PsciConformanceProperties;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.Target;
import org.psci.reference.Configuration;
import org.psci.spec.vocabulary.Version;

/** Proves that the reference machine passes random programs as a property. */
class ReferencePropertiesTest extends PsciConformanceProperties {
  @Override
  protected Target target() {
    return ReferenceTarget.of(Configuration.complete(Version.V1_1), 1);
  }
}
