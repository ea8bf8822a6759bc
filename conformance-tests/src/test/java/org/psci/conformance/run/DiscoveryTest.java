// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.TargetException;
import org.psci.conformance.testing.Lawful;
import org.psci.reference.Bug;
import org.psci.reference.Configuration;
import org.psci.spec.model.Platform;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/** Proves that the questions of the start find out what the implementation is. */
class DiscoveryTest {

  @Provide
  Arbitrary<Configuration> configurations() {
    return Arbitraries.of(Lawful.configurations());
  }

  @Property(tries = 100)
  void lawfulMachineIsSeenAsItIs(@ForAll("configurations") Configuration configuration)
      throws TargetException {
    try (Session session = new Session(ReferenceTarget.of(configuration, 1))) {
      Platform platform = session.platform();
      assertThat(session.discovery().isExplained()).isTrue();
      assertThat(platform.version()).isEqualTo(configuration.version());
      assertThat(platform.topology()).isEqualTo(configuration.topology());
      assertThat(platform.disabledCores()).isZero();
      assertThat(platform.trustedOs()).isEmpty();
      assertThat(platform.absent())
          .contains(PsciFunction.SYSTEM_OFF2)
          .doesNotContain(PsciFunction.CPU_ON, PsciFunction.AFFINITY_INFO);
      if (configuration.version().isAtLeast(Version.V1_0)) {
        assertThat(platform.absent().contains(PsciFunction.MIGRATE_INFO_TYPE))
            .isEqualTo(!configuration.choices().hasMigrateInfo());
      }
    }
  }

  @Test
  void versionThatWasNeverPublishedIsAViolationAndTheClaimedOneIsJudgedBy() throws TargetException {
    Configuration swapped =
        Configuration.standard().with(Version.V1_0).with(Set.of(Bug.VERSION_MAJOR_MINOR_SWAPPED));
    try (Session session = new Session(ReferenceTarget.of(swapped, 1))) {
      assertThat(session.platform().version()).isEqualTo(Version.V1_0);
      assertThat(session.discovery().violations())
          .singleElement()
          .satisfies(violation -> assertThat(violation.rules().get(0).id()).isEqualTo("VER-02"));
    }
  }
}
