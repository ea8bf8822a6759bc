// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.psci.conformance.campaign.Campaign;
import org.psci.conformance.campaign.Description;
import org.psci.conformance.record.Header;
import org.psci.conformance.record.RecordFile;
import org.psci.conformance.record.Tested;
import org.psci.conformance.run.RunOptions;
import org.psci.conformance.run.Selection;
import org.psci.conformance.session.Session;

/** What a run that was cut off says of itself, so that another one can go on with it. */
final class Resumption {
  private Resumption() {}

  /** The records of the run. */
  static RecordFile.Content records(Path directory) throws UsageException {
    RecordFile.Content records;
    try {
      records = RecordFile.read(directory);
    } catch (IOException e) {
      throw new UsageException("--resume: " + e.getMessage());
    }
    if (records.isComplete()) {
      throw new UsageException(
          "--resume: the run in "
              + directory
              + " came to its end; ./psci report "
              + directory
              + " reports it again");
    }
    return records;
  }

  /** The target of the run. */
  static TargetChoice target(Path directory, RecordFile.Content records) throws UsageException {
    return TargetChoice.ofWords(
        records.header().choice(), "--resume: " + directory.resolve(RecordFile.NAME) + ":1");
  }

  /** The options of the run; the suite has to be the one that began it. */
  static RunOptions options(Path directory, RecordFile.Content records) throws UsageException {
    Header was = records.header();
    List<String> select = was.select();
    RunOptions options =
        new RunOptions(
            was.target(),
            was.choice(),
            was.seed(),
            was.programs(),
            Duration.ofSeconds(was.seconds()),
            select == null ? Selection.everything() : new Selection(new TreeSet<>(select)));
    if (!Campaign.header(options).equals(was)) {
      throw new UsageException(
          "--resume: the run in "
              + directory
              + " was begun by another suite, or with other rules or scenarios ("
              + was.suite()
              + "); go on with that suite, or run it anew");
    }
    return options;
  }

  /** Refuses to go on with another implementation. */
  static void requireSame(Session session, RecordFile.Content before) throws UsageException {
    Optional<Tested> was =
        before.entries().stream()
            .filter(Tested.class::isInstance)
            .map(Tested.class::cast)
            .findFirst();
    if (was.isEmpty()) {
      return;
    }
    Tested is = Description.tested(session);
    if (!is.implementation().equals(was.get().implementation())
        || !is.platform().equals(was.get().platform())) {
      throw new UsageException(
          "--resume: that run is one of "
              + was.get().implementation()
              + ", PSCI "
              + was.get().psciVersion()
              + "; this is "
              + is.implementation()
              + ", PSCI "
              + is.psciVersion()
              + ", or it describes itself in another way; run it anew");
    }
  }
}
