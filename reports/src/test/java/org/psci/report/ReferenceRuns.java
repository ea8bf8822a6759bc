// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.psci.conformance.campaign.Campaign;
import org.psci.conformance.results.Results;
import org.psci.conformance.run.ProgressListener;
import org.psci.conformance.run.RunOptions;
import org.psci.conformance.run.Selection;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.TargetException;
import org.psci.reference.Bug;
import org.psci.reference.Configuration;
import org.psci.spec.vocabulary.Version;

/** Real runs against the reference machine. */
final class ReferenceRuns {
  private static final int PROGRAMS = 60;

  private ReferenceRuns() {}

  static Results conforming(Path out) throws TargetException, IOException {
    return run(Configuration.complete(Version.V1_1), Selection.everything(), PROGRAMS, out);
  }

  static Results buggy(Path out, Bug... bugs) throws TargetException, IOException {
    Configuration configuration = Configuration.complete(Version.V1_1).with(Set.of(bugs));
    return run(configuration, Selection.everything(), PROGRAMS, out);
  }

  static Results withoutVerdict(Path out) throws TargetException, IOException {
    return run(Configuration.standard(), Selection.parse(List.of("STAT")), 0, out);
  }

  private static Results run(
      Configuration configuration, Selection selection, int programs, Path out)
      throws TargetException, IOException {
    RunOptions options =
        new RunOptions("reference", "--target reference", 1, programs, Duration.ZERO, selection);
    try (Session session = new Session(ReferenceTarget.of(configuration, 1))) {
      return new Campaign(session, options, out, ProgressListener.NONE).run();
    }
  }
}
