// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.suite;

/**
 * Who wants to know what the tests of the suite saw, to put it into a test report. Witnesses are
 * found as services (see {@link java.util.ServiceLoader}). They are told in the thread of the test,
 * before it ends.
 */
@FunctionalInterface
public interface Witness {
  void saw(TestObservation observation);
}
