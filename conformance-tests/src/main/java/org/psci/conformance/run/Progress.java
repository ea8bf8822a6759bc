// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.run;

/** Who wants to know how a run is getting on. */
@FunctionalInterface
public interface Progress {
  Progress NONE = message -> {};

  /** A short message for people. */
  void say(String message);
}
