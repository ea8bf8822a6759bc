// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

/** What AFFINITY_INFO answers for an instance that exists (DEN0022F.b, 5.1.5). */
public enum AffinityState {
  ON(0),
  OFF(1),
  ON_PENDING(2);

  private final int value;

  AffinityState(int value) {
    this.value = value;
  }

  public int value() {
    return value;
  }
}
