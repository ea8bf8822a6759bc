// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import org.psci.spec.vocabulary.MigrateInfoType;

/**
 * The trusted OS of the machine, as MIGRATE_INFO_TYPE tells it.
 *
 * @param type what kind it is; NOT_REQUIRED stands for none, too
 * @param core the core where it is resident after boot; of no meaning if there is none
 */
public record ResidentOs(MigrateInfoType type, int core) {
  public static final ResidentOs NONE = new ResidentOs(MigrateInfoType.NOT_REQUIRED, 0);

  /** Whether it is on one core only, which then cannot be turned off. */
  public boolean isUniprocessor() {
    return type != MigrateInfoType.NOT_REQUIRED;
  }
}
