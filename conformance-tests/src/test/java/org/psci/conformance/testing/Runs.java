// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.psci.conformance.campaign.Campaign;
import org.psci.conformance.generate.ProgramGenerator;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.program.Program;
import org.psci.conformance.record.RecordFile;
import org.psci.conformance.results.FindingFiles;
import org.psci.conformance.results.Results;
import org.psci.conformance.run.ProgressListener;
import org.psci.conformance.run.RunOptions;
import org.psci.conformance.run.Selection;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;
import org.psci.reference.Configuration;

/** Runs of the suite against the reference machine, or against anything else. */
public final class Runs {
  private Runs() {}

  /** What to do with the reference machine: so many programs, about all rules. */
  public static RunOptions options(long seed, int programs) {
    return options(seed, programs, Selection.everything());
  }

  /** What to do with the reference machine, for the sake of these rules. */
  public static RunOptions options(long seed, int programs, Selection selection) {
    return new RunOptions(
        "reference", "--target reference", seed, programs, Duration.ZERO, selection);
  }

  /** A run against the reference machine, with its journal and findings in this directory. */
  public static Results campaign(Configuration configuration, RunOptions options, Path out)
      throws TargetException, IOException {
    return campaign(ReferenceTarget.of(configuration, options.seed()), options, out);
  }

  /** A run against any target. */
  public static Results campaign(Target target, RunOptions options, Path out)
      throws TargetException, IOException {
    try (Session session = new Session(target)) {
      Campaign campaign = new Campaign(session, options, out, ProgressListener.NONE);
      Results results = campaign.run();
      campaign.read(fold -> FindingFiles.write(out, fold));
      if (!Files.isSymbolicLink(out.resolve(RecordFile.NAME))) { // else there are none
        Flattery.isNotIn(out, results);
      }
      return results;
    }
  }

  /** Verdicts on so many random programs. */
  public static List<Judgement> judged(Configuration configuration, long seed, int programs)
      throws TargetException {
    try (Session session = new Session(ReferenceTarget.of(configuration, seed))) {
      ProgramGenerator generator =
          new ProgramGenerator(session.profile(), session.platform(), seed);
      List<Program> all = new ArrayList<>();
      for (int number = 0; number < programs; number++) {
        all.add(generator.program(number));
      }
      List<Judgement> judgements = judge(session, all);
      judgements.add(session.discovery());
      return judgements;
    }
  }

  /** One verdict for each program. */
  public static List<Judgement> judge(Session session, List<Program> programs)
      throws TargetException {
    List<Judgement> judgements = new ArrayList<>();
    session.judge(programs).forEach(judged -> judgements.add(judged.judgement()));
    return judgements;
  }
}
