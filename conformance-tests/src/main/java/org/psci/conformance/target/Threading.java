// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

import java.util.List;
import org.psci.reference.Configuration;

/** How the cores of the reference machine go on. */
public enum Threading {
  /** One after the other, as a seed or a schedule decides: fast, and the same each time. */
  SINGLE {
    @Override
    public Target target(Configuration configuration, long seed) {
      return ReferenceTarget.of(configuration, seed);
    }

    @Override
    public List<String> words() {
      return List.of();
    }
  },
  /** At the same time, each on a thread of its own. */
  MULTI {
    @Override
    public Target target(Configuration configuration, long seed) {
      return ThreadedReferenceTarget.of(configuration, seed);
    }

    @Override
    public List<String> words() {
      return List.of("--thread", "multi");
    }
  };

  /** A reference machine whose cores go on like this, not started yet. */
  public abstract Target target(Configuration configuration, long seed);

  /** The words on the command line that choose it. */
  public abstract List<String> words();
}
