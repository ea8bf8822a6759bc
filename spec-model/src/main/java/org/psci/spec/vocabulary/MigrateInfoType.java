// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

/** What MIGRATE_INFO_TYPE says of the resident trusted OS (DEN0022F.b, 5.1.7). */
public enum MigrateInfoType {
  /** A uniprocessor trusted OS that can be migrated. */
  UNIPROCESSOR_MIGRATABLE(0),
  /** A uniprocessor trusted OS that stays where it is. */
  UNIPROCESSOR_FIXED(1),
  /** No trusted OS, or one that does not care; NOT_SUPPORTED means the same. */
  NOT_REQUIRED(2);

  private final int value;

  MigrateInfoType(int value) {
    this.value = value;
  }

  public int value() {
    return value;
  }
}
