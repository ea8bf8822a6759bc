// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.Reservations;
import org.psci.spec.vocabulary.Version;

/** What a report has to say of a target beside the verdict. */
final class Remarks {
  private Remarks() {}

  static List<String> of(Session session) {
    Reservations reservations = session.profile().reservations();
    List<String> all = new ArrayList<>(reservations.remarks());
    if (!reservations.unjudged().isEmpty()) {
      all.add(
          "not judged: "
              + String.join(", ", reservations.unjudged())
              + ": "
              + reservations.whyUnjudged());
    }
    Version answered = session.platform().version();
    Optional<Version> described = reservations.describedVersion();
    if (described.isPresent() && answered.isBefore(described.get())) {
      all.add(
          "the device tree says that PSCI is compatible with "
              + described.get()
              + ", but PSCI_VERSION answers "
              + answered
              + "; it is judged by what PSCI_VERSION answers");
    }
    return List.copyOf(all);
  }
}
