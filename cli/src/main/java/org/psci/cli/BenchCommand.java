// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.psci.adapter.agent.session.AgentTarget;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.TargetException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code psci bench}: what judging costs. */
@Command(
    name = "bench",
    subcommands = {BenchExploreCommand.class, BenchOracleCommand.class},
    description = "Measure how fast programs are run and judged, against bare loops of calls.")
final class BenchCommand implements Callable<Integer> {
  private static final double SHORTEST_WINDOW = 0.5;
  private static final int FEWEST_WINDOWS = 7;

  @Spec CommandSpec spec;
  @Mixin TargetChoice choice = new TargetChoice();

  @Option(names = "--json", description = "Print the figures as JSON.")
  boolean json;

  @Option(
      names = "--seconds-per-window",
      paramLabel = "SECONDS",
      description = "Length of a window, at least 0.5 (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  double seconds;

  @Option(
      names = "--windows",
      paramLabel = "N",
      description = "Windows of each kind, at least 7 (default: ${DEFAULT-VALUE}).",
      defaultValue = "7")
  int windows;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the random programs (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  long seed;

  @Override
  public Integer call() throws UsageException, TargetException, JsonProcessingException {
    if (!(seconds >= SHORTEST_WINDOW) || seconds > 600 || windows < FEWEST_WINDOWS) {
      throw new UsageException(
          "--seconds-per-window is at least 0.5 and --windows at least 7, or chance decides");
    }
    if (!choice.isChosen()) {
      choice.target = TargetKinds.QEMU.name();
    }
    PrintWriter out = spec.commandLine().getOut();
    AgentTarget target = choice.createWithAgent();
    try (Session session = new Session(target)) {
      Duration window = Duration.ofMillis(Math.round(seconds * 1000));
      Bench bench = new Bench(target, session, window, windows, seed);
      List<Ratio> ratios = new ArrayList<>();
      ratios.add(bench.questions());
      if (session.profile().topology().size() > 1) {
        ratios.add(bench.lifeCycles());
        ratios.add(bench.races());
      }
      String implementation = session.profile().implementation();
      if (json) {
        out.println(json(implementation, ratios, bench));
      } else {
        print(out, implementation, ratios, bench);
      }
    }
    out.flush();
    return Exit.OK;
  }

  private void print(PrintWriter out, String implementation, List<Ratio> ratios, Bench bench) {
    out.println(implementation);
    out.printf(Locale.ROOT, "%d windows of %.1f s of each kind, taking turns%n", windows, seconds);
    for (Ratio ratio : ratios) {
      Ratio.Spread spread = ratio.spread();
      out.println();
      out.println(ratio.what());
      out.printf(
          Locale.ROOT,
          "  judged  %,12.0f %s a second%n",
          Ratio.Spread.of(ratio.judged()).median(),
          ratio.unit());
      out.printf(
          Locale.ROOT,
          "  bare    %,12.0f %s a second%n",
          Ratio.Spread.of(ratio.bare()).median(),
          ratio.unit());
      out.printf(
          Locale.ROOT,
          "  ratio   %11.1f %%  (min %.1f, quartiles %.1f and %.1f, max %.1f)%n",
          100 * spread.median(),
          100 * spread.min(),
          100 * spread.lower(),
          100 * spread.upper(),
          100 * spread.max());
    }
    out.println();
    out.printf(
        "%d programs deviated, %d could not be judged%n", bench.deviating(), bench.undecided());
  }

  private String json(String implementation, List<Ratio> ratios, Bench bench)
      throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode all = mapper.createObjectNode();
    all.put("implementation", implementation);
    all.put("secondsPerWindow", seconds);
    all.put("windows", windows);
    all.put("seed", seed);
    all.put("processors", Runtime.getRuntime().availableProcessors());
    for (Ratio ratio : ratios) {
      ObjectNode one = all.withArray("ratios").addObject();
      one.put("what", ratio.what());
      one.put("unit", ratio.unit() + "/s");
      spread(one.putObject("ratio"), ratio.spread());
      spread(one.putObject("judged"), Ratio.Spread.of(ratio.judged()));
      spread(one.putObject("bare"), Ratio.Spread.of(ratio.bare()));
    }
    all.put("deviating", bench.deviating());
    all.put("undecided", bench.undecided());
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }

  private static void spread(ObjectNode node, Ratio.Spread spread) {
    node.put("min", spread.min());
    node.put("lowerQuartile", spread.lower());
    node.put("median", spread.median());
    node.put("upperQuartile", spread.upper());
    node.put("max", spread.max());
  }
}
