// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.campaign;

import org.psci.conformance.record.Tested;
import org.psci.conformance.recording.RecordedEvents;
import org.psci.conformance.results.Results;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.Reservations;
import org.psci.spec.explore.ReachableCombinations;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;

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

  /** The same as a record of a run. */
  public static Tested tested(Session session) {
    Results.ProfileData profile = profile(session);
    Reservations reservations = session.profile().reservations();
    return new Tested(
        profile.implementation(),
        version(session),
        profile.cores(),
        profile.conduit(),
        profile.executionState(),
        profile.exceptionLevel(),
        profile.claimedVersion(),
        RecordedEvents.of(session.platform()),
        ReachableCombinations.of(session.platform()).stream().boxed().toList(),
        RuleCatalogue.all().stream().filter(reservations::leavesOut).map(Rule::id).toList(),
        Remarks.of(session));
  }

  /** What PSCI_VERSION answered. */
  public static String version(Session session) {
    int answer = session.platform().versionAnswer();
    return (answer >>> 16) + "." + (answer & 0xffff);
  }
}
