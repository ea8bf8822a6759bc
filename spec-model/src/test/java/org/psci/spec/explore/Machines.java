// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import org.psci.spec.model.Platform;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/** Machines small enough to be explored in a test. */
final class Machines {
  private static final long MOST_STATES = 2_000_000;

  private Machines() {}

  static Setting setting(
      Version version,
      int clusters,
      int coresEach,
      Setting.Modes modes,
      Setting.Resident trustedOs) {
    return new Setting(version, Topology.clusters(clusters, coresEach), modes, trustedOs);
  }

  static TransitionSystem steps(Setting setting) {
    Platform platform = setting.platform();
    return new PsciSteps(platform, new Alphabet(platform));
  }

  static ModelExplorer explorer(Setting setting, boolean symmetric, int threads) {
    return new ModelExplorer(setting, symmetric, threads, MOST_STATES);
  }
}
