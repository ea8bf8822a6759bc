// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

/** The Execution state of a caller or of a started core. */
public enum ExecutionState {
  AARCH32,
  AARCH64
}
