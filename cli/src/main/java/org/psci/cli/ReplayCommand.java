// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.oracle.Wording;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.conformance.record.ProgramVerdict;
import org.psci.conformance.record.RaceOutcomes;
import org.psci.conformance.recording.Recording;
import org.psci.conformance.recording.RecordingText;
import org.psci.conformance.results.FindingFile;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.Placement;
import org.psci.conformance.target.TargetException;
import org.psci.report.OutcomeTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code psci replay}: runs one program again and says what is to be said of it. */
@Command(name = "replay", description = "Run the program in a file, and judge it.")
final class ReplayCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin TargetChoice choice = new TargetChoice();

  @Parameters(paramLabel = "FILE", description = "A program, for instance a finding of a run.")
  Path file;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "How often at most (default: as the file says, else once).")
  @Nullable Integer runs;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Run it so many times whatever it shows, and say how often each outcome was seen.")
  @Nullable Integer rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the target.",
      defaultValue = "1")
  long seed;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Write what was seen into a file, for psci judge.")
  @Nullable Path record;

  @Override
  public Integer call() throws UsageException, TargetException {
    String text = read();
    Program program = parse(text);
    TargetChoice chosen = chosen(text);
    int times = runs == null ? FindingFile.runs(text) : runs;
    if (times < 1) {
      throw new UsageException("--runs is at least 1");
    }
    if (rate != null && (rate < 1 || runs != null || record != null)) {
      throw new UsageException("--rate is at least 1, and stands without --runs and --record");
    }
    PrintWriter terminal = spec.commandLine().getOut();
    try (Session session = new Session(chosen.create(seed))) {
      if (!session.canRun(program)) {
        throw new UsageException(
            file
                + ": cannot run on "
                + session.profile().implementation()
                + ": "
                + Placement.obstacle(program, session.profile()));
      }
      if (rate != null) {
        return rate(session, program, rate, terminal);
      }
      return run(session, program, times, text, terminal);
    } finally {
      terminal.flush();
    }
  }

  private String read() throws UsageException {
    if (!Files.exists(file)) {
      throw new UsageException(file + ": there is no such file");
    }
    if (Files.isDirectory(file)) {
      throw new UsageException(file + ": is a directory; a program is a file");
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UsageException(file + ": cannot be read as UTF-8 text");
    }
  }

  private Program parse(String text) throws UsageException {
    try {
      return ProgramParser.parse(file.toString(), text);
    } catch (ProgramSyntaxException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /** The command line decides, else the file. */
  private TargetChoice chosen(String text) throws UsageException {
    Optional<String> words = FindingFile.target(text);
    if (choice.isChosen() || words.isEmpty()) {
      return choice;
    }
    return TargetChoice.ofWords(words.get(), file + ": # target");
  }

  private int run(Session session, Program program, int times, String text, PrintWriter terminal)
      throws TargetException, UsageException {
    Predicate<Judgement> wanted = wanted(text);
    Judgement judgement = null;
    int run = 0;
    while (run < times && (judgement == null || !wanted.test(judgement))) {
      Judgement next = session.confirmed(program);
      judgement =
          judgement == null || judgement.violations().isEmpty()
              ? next
              : keep(judgement, next, wanted);
      run++;
    }
    if (judgement == null) {
      throw new IllegalStateException("a program is run at least once");
    }
    if (record != null) {
      write(
          record, Recording.of(session.profile().implementation(), session.platform(), judgement));
    }
    judgement.history().events().forEach(event -> terminal.println("  " + Wording.of(event)));
    for (Violation violation : judgement.violations()) {
      ViolationText.lines(violation).forEach(terminal::println);
    }
    if (!judgement.violations().isEmpty()) {
      terminal.println(
          "deviates, in run " + run + " of at most " + times + aboutTheFile(judgement, text));
      return Exit.DEVIATION;
    }
    if (judgement.undecided().isPresent()) {
      terminal.println("no verdict: " + judgement.undecided().get());
      return Exit.NO_VERDICT;
    }
    if (judgement.explanations().isEmpty()) {
      terminal.println("no verdict: nothing in this program could be judged");
      return Exit.NO_VERDICT;
    }
    terminal.println("conforms, in " + run + (run == 1 ? " run" : " runs"));
    return Exit.OK;
  }

  /** Runs it whatever it shows. */
  private static int rate(Session session, Program program, int times, PrintWriter terminal)
      throws TargetException {
    RaceOutcomes outcomes = new RaceOutcomes();
    int deviating = 0;
    while (outcomes.runs() < times) {
      int count = Math.min(session.batchSize(), times - outcomes.runs());
      for (Session.Judged judged : session.judge(Collections.nCopies(count, program))) {
        outcomes.add(judged.judgement(), session.profile().entries());
        deviating += judged.judgement().violations().isEmpty() ? 0 : 1;
      }
    }
    terminal.println(session.profile().implementation());
    if (program.races()) {
      OutcomeTable.lines(outcomes.data()).forEach(terminal::println);
    }
    terminal.println("deviates in " + deviating + " of " + outcomes.runs() + " runs");
    boolean undecided =
        outcomes.data().stream().anyMatch(o -> o.verdict() == ProgramVerdict.UNDECIDED);
    return deviating > 0 ? Exit.DEVIATION : undecided ? Exit.NO_VERDICT : Exit.OK;
  }

  private static void write(Path file, Recording recording) throws UsageException {
    try {
      Files.writeString(file, RecordingText.of(recording));
    } catch (IOException e) {
      throw new UsageException("--record: " + file + " cannot be written; name another file");
    }
  }

  /** A whole run may have found out what one history cannot tell. */
  private static String aboutTheFile(Judgement judgement, String text) {
    return FindingFile.cause(text)
        .map(
            cause ->
                (judgement.shows(cause) ? "; it shows " : "; it does not show ")
                    + cause
                    + ", which the file is about")
        .orElse("");
  }

  /** What the file is about: a clause, or else a rule, or else any deviation. */
  private static Predicate<Judgement> wanted(String text) {
    Optional<String> cause = FindingFile.cause(text);
    Optional<String> rule = FindingFile.rule(text);
    if (cause.isPresent()) {
      return judgement -> judgement.shows(cause.get());
    }
    return judgement ->
        judgement.violations().stream()
            .anyMatch(
                violation ->
                    rule.isEmpty()
                        || violation.rules().stream().anyMatch(r -> r.id().equals(rule.get())));
  }

  /** Another deviation than the one in the file is better than none. */
  private static Judgement keep(Judgement before, Judgement next, Predicate<Judgement> wanted) {
    return wanted.test(next) ? next : before;
  }
}
