// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.Optional;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.MigrateInfoType;

/**
 * MIGRATE_INFO_UP_CPU() (5.9): the core on which a uniprocessor trusted OS is resident, in the
 * format of target_cpu. Without such a trusted OS the value means nothing.
 */
final class MigrateInfoUpCpu implements Step {
  private static final Because RESIDENT = Because.of("MIG-07", "MIG-06", "MIG-08", "MIG-09");

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    int core = before.trustedOsCore();
    if (core < 0 && saysUniprocessor(platform)) { // then it has to be one of the cores
      for (int index = 0; index < platform.topology().size(); index++) {
        outcomes.returnsNumber(platform.topology().mpidr(index).value(), before, RESIDENT);
      }
    } else if (core < 0) {
      outcomes.returnsAnything(before);
    } else {
      outcomes.returnsNumber(platform.topology().mpidr(core).value(), before, RESIDENT);
    }
  }

  /** Whether MIGRATE_INFO_TYPE has said that there is a uniprocessor trusted OS. */
  private static boolean saysUniprocessor(Platform platform) {
    long type = platform.constants().getOrDefault(MigrateInfoTypeCall.SUBJECT, -1L);
    return type == MigrateInfoType.UNIPROCESSOR_MIGRATABLE.value()
        || type == MigrateInfoType.UNIPROCESSOR_FIXED.value();
  }

  @Override
  public Optional<Because> definitionOf(Platform platform, Call call, int value) {
    return Optional.of(RESIDENT);
  }
}
