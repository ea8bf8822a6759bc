// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.record.Conflict;
import org.psci.conformance.record.Deviation;
import org.psci.conformance.record.End;
import org.psci.conformance.record.Entry;
import org.psci.conformance.record.Header;
import org.psci.conformance.record.Look;
import org.psci.conformance.record.Recorder;
import org.psci.conformance.record.Trouble;
import org.psci.conformance.recording.RecordedEvents;
import org.psci.conformance.results.Fold;
import org.psci.conformance.results.Group;
import org.psci.conformance.results.Points;
import org.psci.conformance.results.Results;
import org.psci.conformance.run.ProgressListener;
import org.psci.conformance.run.RunOptions;
import org.psci.conformance.run.Suite;
import org.psci.conformance.scenario.Scenarios;
import org.psci.conformance.session.Session;
import org.psci.conformance.shorten.Finding;
import org.psci.conformance.shorten.Investigation;
import org.psci.conformance.shorten.Suspect;
import org.psci.conformance.survey.Survey;
import org.psci.conformance.target.TargetException;
import org.psci.spec.rule.RuleCatalogue;

/**
 * One run, in phases of which each is whole before the next: a survey of what the target does, and
 * looks into each kind of deviation that the survey has seen. What came of it is recorded as it
 * goes; what is said of the run is read from the records.
 */
public final class Campaign {
  /** For making one program shorter, where the machine may be slow. */
  private static final Duration SHORTENING = Duration.ofSeconds(5);

  private static final Duration UNLIMITED = Duration.ofDays(1);

  private final Session session;
  private final RunOptions options;
  private final Path directory;
  private final ProgressListener progress;
  private final List<Entry> before;
  private final Fold fold;
  private @Nullable Recorder recorder;
  private boolean isStopped;

  /**
   * @param directory where the records and the findings go; it must exist
   */
  public Campaign(Session session, RunOptions options, Path directory, ProgressListener progress) {
    this(session, options, directory, progress, List.of());
  }

  /**
   * A run that goes on where an earlier one was cut off.
   *
   * @param before the records of the earlier run without the first one, in whole parts
   */
  public Campaign(
      Session session,
      RunOptions options,
      Path directory,
      ProgressListener progress,
      List<Entry> before) {
    this.session = session;
    this.options = options;
    this.directory = directory;
    this.progress = progress;
    this.before = List.copyOf(before);
    this.fold = new Fold(header(options), directory);
  }

  /** The first record of a run with these options. */
  public static Header header(RunOptions options) {
    return new Header(
        Header.FORMAT,
        Suite.version(),
        RuleCatalogue.digest(),
        Scenarios.version(),
        options.target(),
        options.choice(),
        options.seed(),
        options.programs(),
        options.more().toSeconds(),
        options.selection().isEverything()
            ? null
            : options.selection().ids().stream().sorted().toList());
  }

  /**
   * Does it. If the target cannot be used any more there are results of what was seen until then;
   * if nothing more can be written, the run goes on all the same.
   *
   * @throws IOException if nothing can be written into the directory at all
   */
  public Results run() throws IOException {
    try (Recorder out = new Recorder(directory, fold.header(), before, this::cannotWrite)) {
      recorder = out;
      before.forEach(fold::add);
      progress.say(session.profile().implementation() + ", PSCI " + Description.version(session));
      @Nullable String early = null;
      try {
        phases();
      } catch (TargetException e) {
        early = "the target could not be used any more: " + e.getMessage();
        progress.say(early);
        record(new Trouble("the rest of the run", early));
      }
      record(new End(early));
    }
    return fold.results();
  }

  /** Who reads what is to be said of a run. */
  @FunctionalInterface
  public interface Reader {
    void read(Fold fold) throws IOException;
  }

  /**
   * Lets somebody read what is to be said until now; may be called by any thread, at any time.
   *
   * @throws IOException if the reader cannot write what it has read
   */
  public synchronized void read(Reader reader) throws IOException {
    reader.read(fold);
  }

  /**
   * From now on nothing is recorded any more, since the run is being interrupted: a target that
   * goes away now goes away because of that. May be called by any thread.
   */
  public synchronized void stop() {
    isStopped = true;
  }

  private synchronized void record(Entry entry) {
    if (isStopped) {
      return;
    }
    if (recorder != null) {
      recorder.add(entry);
    }
    fold.add(entry);
  }

  private synchronized List<Group> open() {
    return fold.open();
  }

  private synchronized boolean isOf(Group group, Deviation deviation) {
    return fold.groupOf(deviation).equals(group.id());
  }

  private void cannotWrite(IOException e) {
    progress.say(
        directory + ": nothing more can be written: " + e.getMessage() + "; the run goes on");
  }

  private void phases() throws TargetException {
    if (before.isEmpty()) {
      record(Description.tested(session));
    }
    new Survey(session, options, before, this::record, progress).run();
    session.settleParking();
    looks();
    conflicts();
  }

  private void looks() throws TargetException {
    List<Group> groups = open();
    int number = 0;
    for (Group group : groups) {
      progress.at(
          ProgressListener.Phase.LOOKING_INTO_DEVIATIONS, number++, groups.size(), groups.size());
      boolean isStillOpen = open().stream().anyMatch(g -> g.id().equals(group.id()));
      if (isStillOpen) {
        session.begin(Look.part(group.id()));
        boolean asks = session.parksByRestart() && group.best().deviation().silence();
        session.askAllTheSame(asks);
        record(look(group));
        session.askAllTheSame(false);
      }
    }
    if (!groups.isEmpty()) {
      progress.at(
          ProgressListener.Phase.LOOKING_INTO_DEVIATIONS, number, groups.size(), groups.size());
    }
  }

  private Look look(Group group) throws TargetException {
    Duration shortening = session.isDeterministic() ? UNLIMITED : SHORTENING;
    Investigation.Result result =
        new Investigation(session, shortening)
            .look(suspect(group), violation -> isOf(group, Deviation.of(violation)));
    Optional<Finding> found = result.finding();
    if (found.isEmpty()) {
      return new Look(
          group.id(),
          result.result(),
          0,
          result.tries(),
          null,
          false,
          null,
          null,
          null,
          "",
          List.of(),
          null);
    }
    Finding finding = found.get();
    return new Look(
        group.id(),
        result.result(),
        finding.shown(),
        finding.runs(),
        finding.program().toString(),
        finding.judgement().isFirst(),
        Deviation.of(finding.violation(), finding.history()),
        RecordedEvents.of(finding.history().events(), session.platform()),
        finding.history().ending(),
        finding.history().remark(),
        finding.outcomes(),
        finding.cut().orElse(null));
  }

  private static Suspect suspect(Group group) {
    List<Suspect.Candidate> candidates = new ArrayList<>();
    for (Group.Sighting sighting : group.candidates()) {
      Deviation deviation = sighting.deviation();
      candidates.add(
          new Suspect.Candidate(
              ProgramParser.recorded(sighting.run().program()),
              sighting.run().before().stream().map(ProgramParser::recorded).toList(),
              group.id(),
              deviation.silence(),
              sighting.isOriginal()));
    }
    return new Suspect(candidates, group.isOnlyImpatience());
  }

  private void conflicts() throws TargetException {
    Conflicts conflicts = new Conflicts(session);
    for (Points.TwoWays twoWays : fold.inTwoWays()) {
      if (before.stream().noneMatch(e -> e.part().equals(Conflict.part(twoWays.point())))) {
        session.begin(Conflict.part(twoWays.point()));
        record(new Conflict(twoWays.point(), conflicts.isConfirmed(twoWays)));
      }
    }
  }
}
