// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

/** What NODE_HW_STATE answers for a node that exists (DEN0022F.b, 5.1.18). */
public enum NodeHwState {
  HW_ON(0),
  HW_OFF(1),
  HW_STANDBY(2);

  private final int value;

  NodeHwState(int value) {
    this.value = value;
  }

  public int value() {
    return value;
  }
}
