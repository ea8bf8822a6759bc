// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import org.psci.spec.vocabulary.MigrateInfoType;

/**
 * A uniprocessor trusted OS (5.9).
 *
 * @param type whether it can be migrated
 * @param core the core on which it is resident after a boot
 */
public record TrustedOs(MigrateInfoType type, int core) {

  /**
   * @throws IllegalArgumentException if the type is not that of a uniprocessor trusted OS
   */
  public TrustedOs {
    if (type == MigrateInfoType.NOT_REQUIRED) {
      throw new IllegalArgumentException("a trusted OS that needs no migration is on no core");
    }
  }
}
