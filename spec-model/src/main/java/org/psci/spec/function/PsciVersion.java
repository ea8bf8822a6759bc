// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.Optional;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.Version;

/** PSCI_VERSION (5.3): the same version on every core, at every time. */
final class PsciVersion implements Step {
  private static final Because CANNOT_FAIL = Because.of("VER-01");
  private static final Because NOT_ANOTHER = Because.of("VER-04");
  private static final Because ANSWER = Because.of("VER-02", "VER-01", "VER-04");

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    outcomes.returns(platform.versionAnswer(), before, ANSWER);
  }

  @Override
  public Optional<Because> definitionOf(Platform platform, Call call, int value) {
    if (value < 0) {
      return Optional.of(CANNOT_FAIL);
    }
    return Version.decode(value).map(another -> NOT_ANOTHER);
  }
}
