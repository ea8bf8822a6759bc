// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.results.Words;
import org.psci.conformance.review.Claims;
import org.psci.conformance.review.ClaimsFile;
import org.psci.conformance.review.Review;
import org.psci.conformance.reviewing.ReviewRun;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;
import org.psci.report.ReviewPage;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code psci review}: the claims of a code review about CPU_SUSPEND, put to the test. */
@Command(
    name = "review",
    description = "Put the claims of a code review about CPU_SUSPEND to the test.")
final class ReviewCommand implements Callable<Integer> {
  private static final String SECONDS = "60";
  private static final int RUNS = 50;
  private static final long SEED = 1;

  @Spec CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the page goes (default: standard output).")
  @Nullable Path out;

  @Option(
      names = "--target",
      paramLabel = "NAME",
      split = ",",
      description =
          "Only these targets, with their options if need be, for instance"
              + " reference,'qemu --thread single' (default: all that the claims name).")
  @Nullable List<String> targets;

  @Option(
      names = "--time",
      paramLabel = "SECONDS",
      description =
          "For each search for a shortest program, and for all runs on one machine (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = SECONDS)
  int seconds;

  @Override
  public Integer call() throws UsageException, IOException {
    if (seconds < 1) {
      throw new UsageException("--time is at least 1");
    }
    if (out != null && (Files.isDirectory(out) || !Files.isDirectory(parent(out)))) {
      throw cannotBeWritten(out);
    }
    Claims claims = ClaimsFile.builtIn();
    if (targets != null) {
      for (String words : targets) {
        choice(words).create(SEED).close();
      }
      claims = claims.with(withLawfulOnes(claims, targets));
    }
    PrintWriter progress = spec.commandLine().getErr();
    Review review =
        new ReviewRun(
                claims,
                this::create,
                RUNS,
                Duration.ofSeconds(seconds),
                message -> {
                  progress.println(message);
                  progress.flush();
                })
            .run();
    write(ReviewPage.markdown(review, command()));
    return Exit.OK;
  }

  /** The targets that are asked for, and those of the claims that are the same target otherwise. */
  private static List<String> withLawfulOnes(Claims claims, List<String> wanted) {
    List<String> all = new ArrayList<>(wanted);
    for (String words : claims.targets()) {
      if (wanted.contains(name(words)) && !all.contains(words)) {
        all.add(words);
      }
    }
    return all;
  }

  private static String name(String words) {
    return Words.split(words).get(0);
  }

  /** A machine for the review; what cannot be had is no mistake of the user's. */
  private Target create(String words) throws TargetException {
    if (targets != null
        && targets.stream().map(ReviewCommand::name).noneMatch(name(words)::equals)) {
      throw new TargetException("left out by --target");
    }
    try {
      return choice(words).create(SEED);
    } catch (UsageException e) {
      throw new TargetException(String.valueOf(e.getMessage()));
    }
  }

  private static TargetChoice choice(String words) throws UsageException {
    TargetChoice choice = new TargetChoice();
    List<String> arguments = new ArrayList<>(List.of("--target"));
    arguments.addAll(Words.split(words));
    try {
      new CommandLine(choice).parseArgs(arguments.toArray(new String[0]));
    } catch (CommandLine.ParameterException e) {
      throw new UsageException(
          "'" + words + "' is no choice of a target: " + WrongWords.message(e));
    }
    return choice;
  }

  /** The command that makes the page again. */
  private String command() {
    List<String> words = new ArrayList<>(List.of("./psci", "review"));
    if (targets != null) {
      words.addAll(List.of("--target", String.join(",", targets)));
    }
    if (seconds != Integer.parseInt(SECONDS)) {
      words.addAll(List.of("--time", Integer.toString(seconds)));
    }
    Optional.ofNullable(out)
        .ifPresent(file -> words.addAll(List.of("--out", file.toString().replace('\\', '/'))));
    return Words.join(words);
  }

  private void write(String page) throws UsageException {
    if (out == null) {
      PrintWriter terminal = spec.commandLine().getOut();
      terminal.print(page);
      terminal.flush();
      return;
    }
    try {
      Files.writeString(out, page);
    } catch (IOException e) {
      throw cannotBeWritten(out);
    }
  }

  private static Path parent(Path file) {
    return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
  }

  private static UsageException cannotBeWritten(Path file) {
    return new UsageException(
        "--out: " + file + " cannot be written; name a file in a directory that is there");
  }
}
