// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.generate.ProgramGenerator.Mix;
import org.psci.conformance.soak.Soak;
import org.psci.conformance.soak.SoakResult;
import org.psci.conformance.soak.Subject;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;
import org.psci.spec.rule.Rule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code psci soak}: random programs for as long as one likes. */
@Command(
    name = "soak",
    description =
        "Run random programs until something deviates: on all lawful variants of the reference"
            + " machine, or on one target.")
final class SoakCommand implements Callable<Integer> {
  private static final int MOST_THREADS = 64;

  /** How long the figures may take after Ctrl-C: a program may be under way. */
  private static final int LAST_SECONDS = 30;

  @Spec CommandSpec spec;
  @Mixin TargetChoice choice = new TargetChoice();

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Stop after so many events (default: go on until Ctrl-C).")
  @Nullable Long events;

  @Option(
      names = "--races",
      description = "Only programs in which cores race, where there is more than one.")
  boolean races;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Machines at work at the same time (default: 2 on reference, 1 elsewhere).")
  @Nullable Integer threads;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of machines and random programs (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  long seed;

  @Option(names = "--json", description = "Print the figures as JSON.")
  boolean json;

  @Override
  public Integer call()
      throws UsageException, TargetException, JsonProcessingException, InterruptedException {
    int workers = threads != null ? threads : choice.isEmbedded() ? 2 : 1;
    if (workers < 1 || workers > MOST_THREADS) {
      throw new UsageException("--threads is 1 to " + MOST_THREADS);
    }
    if (events != null && events < 1) {
      throw new UsageException("--events is at least 1");
    }
    List<Subject> subjects = subjects();
    Mix mix = races ? Mix.RACES : Mix.EVERYTHING;
    long most = events == null ? Long.MAX_VALUE : events;
    Soak soak = new Soak(subjects, mix, choice.isFast(), most, workers, seed);
    CountDownLatch printed = new CountDownLatch(1);
    Thread atCtrlC = new Thread(() -> stop(soak, printed), "ctrl-c");
    Runtime.getRuntime().addShutdownHook(atCtrlC);
    SoakResult result = soak.run();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(result));
    } else {
      print(out, result);
    }
    out.flush();
    printed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(atCtrlC);
    } catch (IllegalStateException e) { // it is running
      return exitCode(result);
    }
    return exitCode(result);
  }

  private static void stop(Soak soak, CountDownLatch printed) {
    soak.stop();
    try {
      if (!printed.await(LAST_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("psci: the target does not stop; there are no figures");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int exitCode(SoakResult result) {
    if (result.flag().isPresent()) {
      return Exit.DEVIATION;
    }
    return result.trouble().isPresent() || result.undecided() > 0 ? Exit.NO_VERDICT : Exit.OK;
  }

  /** All variants of the reference machine, unless one of them is chosen. */
  private List<Subject> subjects() throws UsageException {
    if (choice.isEmbedded() && !choice.isSpecific()) {
      choice.create(seed).close(); // the words may be wrong
      return Subject.lawful(choice.threading());
    }
    choice.create(seed).close();
    return List.of(new Subject(choice.name(), choice.words(), this::create));
  }

  private Target create(long machineSeed) throws TargetException {
    try {
      return choice.create(machineSeed);
    } catch (UsageException e) {
      throw new TargetException(String.valueOf(e.getMessage()));
    }
  }

  private static void print(PrintWriter out, SoakResult result) {
    if (result.figures().size() > 1) {
      out.printf(Locale.ROOT, "%10s %12s %10s  %s%n", "programs", "events", "events/s", "machine");
    }
    for (SoakResult.Figures figures : result.figures()) {
      if (result.figures().size() > 1) {
        out.printf(
            Locale.ROOT,
            "%10d %12d %10.0f  %s%n",
            figures.programs(),
            figures.events(),
            figures.perSecond(),
            figures.name());
      }
      figures
          .firstUndecided()
          .ifPresent(
              why ->
                  out.printf(
                      "%s: %d programs could not be judged, first: %s%n",
                      figures.name(), figures.undecided(), why));
    }
    out.printf(
        Locale.ROOT,
        "%d events of %d programs, %d of them races, on %d machines in %.1f s, %.0f events a second%n",
        result.events(),
        result.programs(),
        result.races(),
        result.figures().stream().filter(figures -> figures.programs() > 0).count(),
        result.seconds(),
        result.perSecond());
    result.trouble().ifPresent(why -> out.println("ended early: " + why));
    result.flag().ifPresent(flag -> print(out, flag));
  }

  private static void print(PrintWriter out, SoakResult.Flag flag) {
    out.println("deviates: " + flag.subject().name() + ", in program " + flag.where());
    out.println("Put this into a file for ./psci replay FILE:");
    out.println();
    out.print(flag.shortest().text(flag.subject().words()));
  }

  private String json(SoakResult result) throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode all = mapper.createObjectNode();
    all.put("target", choice.name());
    all.put("seed", seed);
    all.put("programs", result.programs());
    all.put("races", result.races());
    all.put("events", result.events());
    all.put("undecided", result.undecided());
    all.put("seconds", result.seconds());
    all.put("eventsPerSecond", result.perSecond());
    for (SoakResult.Figures figures : result.figures()) {
      ObjectNode one = all.withArray("machines").addObject();
      one.put("name", figures.name());
      one.put("programs", figures.programs());
      one.put("races", figures.races());
      one.put("events", figures.events());
      one.put("undecided", figures.undecided());
      figures.firstUndecided().ifPresent(why -> one.put("firstUndecided", why));
      one.put("eventsPerSecond", figures.perSecond());
    }
    result.trouble().ifPresent(why -> all.put("trouble", why));
    result
        .flag()
        .ifPresent(
            flag -> {
              ObjectNode one = all.putObject("deviation");
              one.put("machine", flag.subject().name());
              one.put("choice", flag.subject().words());
              one.put("where", flag.where());
              flag.shortest().violation().rules().stream()
                  .map(Rule::id)
                  .forEach(one.putArray("rules")::add);
              one.put("seen", flag.shortest().violation().seen());
              one.put("program", flag.shortest().program().toString());
              one.put("minimal", flag.shortest().minimal());
            });
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }
}
