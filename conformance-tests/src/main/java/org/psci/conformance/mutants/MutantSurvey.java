// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.mutants;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.psci.conformance.program.Program;
import org.psci.conformance.record.Entry;
import org.psci.conformance.record.ExplainedPrograms;
import org.psci.conformance.record.ProgramRun;
import org.psci.conformance.record.Score;
import org.psci.conformance.results.Group;
import org.psci.conformance.results.Groups;
import org.psci.conformance.run.RunOptions;
import org.psci.conformance.run.Selection;
import org.psci.conformance.session.Session;
import org.psci.conformance.survey.Survey;
import org.psci.conformance.target.TargetException;
import org.psci.conformance.target.Threading;
import org.psci.reference.Bug;
import org.psci.reference.Configuration;

/**
 * The survey of a run on a machine with a bug: the questions of the start, all scenarios, random
 * programs. Nothing is looked into afterwards. A bug that shows in none of them has been caught in
 * a longer run: then the program that showed it is run until it does so again.
 */
final class MutantSurvey {
  private static final int MOST_RUNS = 400;

  private final Bug bug;
  private final MutantSetting setting;
  private final RunOptions options;
  private final Threading threading;
  private final Optional<Program> shown;
  private final Score score = new Score();
  private final Groups groups = new Groups(score::exercised);

  /**
   * @param setting the machine that the bug is put into
   * @param shown the program that has shown the bug, if one has
   * @param programs how many random programs to run
   */
  MutantSurvey(
      Bug bug,
      MutantSetting setting,
      Optional<Program> shown,
      int programs,
      long seed,
      Threading threading) {
    this.bug = bug;
    this.shown = shown;
    this.setting = setting;
    this.options =
        new RunOptions("reference", "", seed, programs, Duration.ZERO, Selection.everything());
    this.threading = threading;
  }

  /** Does it. */
  Naming run() {
    Configuration machine = setting.configuration().with(Set.of(bug));
    try (Session session = new Session(threading.target(machine, options.seed()))) {
      Survey.run(session, options, this::add);
      for (int run = 0; run < MOST_RUNS && groups.all().isEmpty() && shown.isPresent(); run++) {
        add(Survey.run(session, options, shown.get()));
      }
    } catch (TargetException e) {
      throw new IllegalStateException(
          bug.id() + " makes a machine that cannot be used: " + e.getMessage(), e);
    }
    return new Naming(bug, setting, groups.all().stream().map(MutantSurvey::cause).toList());
  }

  private static Naming.Cause cause(Group group) {
    return new Naming.Cause(group.id(), group.isCertain());
  }

  private void add(Entry entry) {
    if (entry instanceof ProgramRun run) {
      score.add(run.scores());
      groups.add(run);
    } else if (entry instanceof ExplainedPrograms explained) {
      score.add(explained.scores());
    }
  }
}
