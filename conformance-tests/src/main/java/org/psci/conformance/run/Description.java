// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.run;

import org.psci.conformance.results.Results;
import org.psci.conformance.target.Profile;

/** What is under test, as plain data. */
public final class Description {
  private Description() {}

  public static Results.ProfileData profile(Session session) {
    Profile profile = session.profile();
    return new Results.ProfileData(
        profile.implementation(),
        profile.topology().cores().stream().map(Object::toString).toList(),
        profile.conduit().map(Enum::name).orElse(null),
        profile.executionState().name(),
        profile.exceptionLevel(),
        profile.claimedVersion().map(Object::toString).orElse(null));
  }

  /** What PSCI_VERSION answered. */
  public static String version(Session session) {
    int answer = session.platform().versionAnswer();
    return (answer >>> 16) + "." + (answer & 0xffff);
  }
}
