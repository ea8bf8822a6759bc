// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.psci.spec.explore.ExplorationReport;
import org.psci.spec.explore.LifeCycle;
import org.psci.spec.explore.ModelExplorer;
import org.psci.spec.explore.Setting;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code psci bench explore}: how fast the model is explored, beside SPIN. */
@Command(
    name = "explore",
    description = {
      "Measure how fast 'psci explore' goes through states, and SPIN on the twin of the life cycle."
    })
final class BenchExploreCommand implements Callable<Integer> {
  private static final int TWIN_CORES = 6;
  private static final long MOST_STATES = 100_000_000;
  private static final double NANOS = 1e9;

  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Print the figures as JSON.")
  boolean json;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description =
          "How often each is measured, after one round to warm up; at least 1"
              + " (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  int rounds;

  /**
   * A figure.
   *
   * @param what what was explored
   * @param symmetric whether states that differ only in places were stored once
   * @param states how many states there are
   * @param seconds how long each round took
   * @param processorSeconds how much processor time it took, all threads together
   */
  private record Figure(
      String what,
      int threads,
      boolean symmetric,
      long states,
      List<Double> seconds,
      List<Double> processorSeconds) {

    double statesPerSecond() {
      return states / Ratio.Spread.of(seconds).median();
    }

    double statesPerProcessorSecond() {
      return states / Ratio.Spread.of(processorSeconds).median();
    }
  }

  @Override
  public Integer call() throws UsageException, IOException {
    if (rounds < 1) {
      throw new UsageException("--rounds is at least 1");
    }
    int processors = Runtime.getRuntime().availableProcessors();
    List<Figure> figures = new ArrayList<>();
    for (Topology topology : List.of(Topology.clusters(1, 4), Topology.clusters(2, 2))) {
      for (Setting.Modes modes : Setting.Modes.values()) {
        Setting setting = new Setting(Version.V1_1, topology, modes, Setting.Resident.NONE);
        for (int threads : processors == 1 ? List.of(1) : List.of(1, processors)) {
          figures.add(measure(setting, false, threads));
          figures.add(measure(setting, true, threads));
        }
      }
    }
    Optional<Ratio> ratio = Spin.isInstalled() ? Optional.of(besideSpin()) : Optional.empty();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(figures, ratio));
    } else {
      print(figures, ratio, out);
    }
    out.flush();
    return Exit.OK;
  }

  private Figure measure(Setting setting, boolean symmetric, int threads) {
    ModelExplorer explorer = new ModelExplorer(setting, symmetric, threads, MOST_STATES);
    Supplier<ExplorationReport> run = explorer::exploreInvariants;
    long states = run.get().states();
    List<Double> seconds = new ArrayList<>();
    List<Double> processorSeconds = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      double before = processorTime();
      seconds.add(run.get().seconds());
      processorSeconds.add(processorTime() - before);
    }
    int cores = setting.topology().size();
    int clusters = setting.topology().clusters().size();
    String what = clusters + "x" + cores / clusters + " " + setting.modes();
    return new Figure(what, threads, symmetric, states, seconds, processorSeconds);
  }

  private static double processorTime() {
    Duration used = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    return used.toNanos() / NANOS;
  }

  /** The same states by both, taking turns, one thread each. */
  private Ratio besideSpin() throws IOException {
    List<Double> ours = new ArrayList<>();
    List<Double> spins = new ArrayList<>();
    try (Spin spin = new Spin(TWIN_CORES)) {
      LifeCycle.Counted first = LifeCycle.explore(TWIN_CORES, 1);
      long states = spin.count().states();
      if (states != first.states()) {
        throw new IllegalStateException(
            "SPIN counts " + states + " states, the model has " + first.states());
      }
      for (int round = 0; round < rounds; round++) {
        ours.add(states / LifeCycle.explore(TWIN_CORES, 1).seconds());
        spins.add(states / spin.count().seconds());
      }
    }
    return new Ratio(
        "life cycle of " + TWIN_CORES + " cores, one thread, beside SPIN", "states", ours, spins);
  }

  private static void print(List<Figure> figures, Optional<Ratio> ratio, PrintWriter out) {
    out.println("PSCI 1.1, all invariants checked; medians");
    for (Figure figure : figures) {
      out.printf(
          Locale.ROOT,
          "  %-8s %d threads %-16s %,10d states %,12.0f a second %,12.0f a processor second%n",
          figure.what(),
          figure.threads(),
          figure.symmetric() ? "with symmetry" : "every state",
          figure.states(),
          figure.statesPerSecond(),
          figure.statesPerProcessorSecond());
    }
    ratio.ifPresentOrElse(
        r ->
            out.printf(
                Locale.ROOT,
                "%s: %,.0f states a second against %,.0f; ratio %.2f (min %.2f, max %.2f)%n",
                r.what(),
                Ratio.Spread.of(r.judged()).median(),
                Ratio.Spread.of(r.bare()).median(),
                r.spread().median(),
                r.spread().min(),
                r.spread().max()),
        () -> out.println("not beside SPIN: it is not installed (apt install spin gcc)"));
  }

  private static String json(List<Figure> figures, Optional<Ratio> ratio)
      throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode all = mapper.createObjectNode();
    all.put("version", Version.V1_1.toString());
    all.put("processors", Runtime.getRuntime().availableProcessors());
    for (Figure figure : figures) {
      ObjectNode one = all.withArray("figures").addObject();
      one.put("what", figure.what());
      one.put("threads", figure.threads());
      one.put("symmetry", figure.symmetric());
      one.put("states", figure.states());
      one.put("statesPerSecond", figure.statesPerSecond());
      one.put("statesPerProcessorSecond", figure.statesPerProcessorSecond());
    }
    ratio.ifPresent(
        r -> {
          ObjectNode one = all.putObject("besideSpin");
          one.put("what", r.what());
          one.put("statesPerSecond", Ratio.Spread.of(r.judged()).median());
          one.put("statesPerSecondOfSpin", Ratio.Spread.of(r.bare()).median());
          one.put("ratio", r.spread().median());
          one.put("min", r.spread().min());
          one.put("max", r.spread().max());
        });
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }
}
