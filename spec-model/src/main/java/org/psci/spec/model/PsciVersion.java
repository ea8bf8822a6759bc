// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import org.psci.spec.rule.Because;

/** PSCI_VERSION (5.3): the same version on every core, at every time. */
final class PsciVersion implements Step {
  private static final Because ANSWER = Because.of("VER-02", "VER-01", "VER-04");

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    outcomes.returns(platform.versionAnswer(), before, ANSWER);
  }
}
