// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.suite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.psci.conformance.campaign.Description;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.results.ProgramRecord;
import org.psci.conformance.session.Session;

/** Tells all witnesses what a test saw. */
final class Court {
  private final Session session;
  private final List<Witness> witnesses;

  Court(Session session) {
    this.session = session;
    this.witnesses =
        ServiceLoader.load(Witness.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  /**
   * Tells them of one program.
   *
   * @param rules the ids of the rules that it is there for
   * @param more parameters of the test, in an order
   */
  void tell(String name, List<String> rules, Map<String, String> more, Judgement judgement) {
    if (witnesses.isEmpty()) {
      return;
    }
    Map<String, String> parameters = new LinkedHashMap<>(more);
    parameters.put("profile", session.profile().implementation());
    parameters.put("PSCI version", Description.version(session));
    TestObservation observation =
        new TestObservation(
            Description.profile(session),
            parameters,
            ProgramRecord.of(name, rules, judgement, session.profile().entries()));
    witnesses.forEach(witness -> witness.saw(observation));
  }
}
