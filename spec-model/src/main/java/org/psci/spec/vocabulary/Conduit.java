// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

/** The instruction by which PSCI is called; both have the same semantics (DEN0022F.b, 5.2.1). */
public enum Conduit {
  HVC,
  SMC
}
