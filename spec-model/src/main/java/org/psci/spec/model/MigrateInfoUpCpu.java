// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import java.util.Optional;
import org.psci.spec.rule.Because;

/**
 * MIGRATE_INFO_UP_CPU() (5.9): the core on which a uniprocessor trusted OS is resident, in the
 * format of target_cpu. Without such a trusted OS the value means nothing.
 */
final class MigrateInfoUpCpu implements Step {
  private static final Because RESIDENT = Because.of("MIG-07", "MIG-06", "MIG-08", "MIG-09");

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    int core = before.trustedOsCore();
    if (core < 0) {
      outcomes.returnsAnything(before);
    } else {
      outcomes.returnsNumber(platform.topology().mpidr(core).value(), before, RESIDENT);
    }
  }

  @Override
  public Optional<Because> definitionOf(Platform platform, Call call, int value) {
    return Optional.of(RESIDENT);
  }
}
