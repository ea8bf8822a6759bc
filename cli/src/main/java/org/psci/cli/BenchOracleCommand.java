// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.psci.conformance.history.History;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Oracle;
import org.psci.conformance.target.TargetException;
import org.psci.spec.function.Specification;
import org.psci.spec.model.Platform;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code psci bench oracle}: how fast histories are judged, by length and by concurrency. */
@Command(
    name = "oracle",
    description =
        "Measure how fast histories are judged, by their length and by their concurrency.")
final class BenchOracleCommand implements Callable<Integer> {
  private static final int CALLS = 20;
  private static final int CORES = 4;
  private static final int DISTINCT = 4000;
  private static final long WINDOW = 500_000_000L;
  private static final int WARM_UP = 4;
  private static final double NANOS = 1e9;

  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Print the figures as JSON.")
  boolean json;

  @Option(
      names = "--windows",
      paramLabel = "N",
      description = "Windows of half a second for each figure (default: ${DEFAULT-VALUE}).",
      defaultValue = "7")
  int windows;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Events of the longest history, at least 100 (default: ${DEFAULT-VALUE}).",
      defaultValue = "1000000")
  int events;

  /**
   * A figure.
   *
   * @param cores how many cores take part
   * @param events events of a history, on average
   * @param overlap with how many others a call overlaps, on average
   * @param historiesPerSecond so many, in each window
   */
  private record Figure(int cores, double events, double overlap, List<Double> historiesPerSecond) {
    double rate() {
      return Ratio.Spread.of(historiesPerSecond).median();
    }

    double nanosPerEvent() {
      return NANOS / rate() / events;
    }
  }

  @Override
  public Integer call() throws UsageException, TargetException, JsonProcessingException {
    if (windows < 1 || events < 100) {
      throw new UsageException("--windows is at least 1, and --events at least 100");
    }
    Figure defined = concurrency(CORES);
    List<Figure> byConcurrency = new ArrayList<>();
    for (int cores : new int[] {1, 2, 4, 6, 8}) {
      byConcurrency.add(cores == CORES ? defined : concurrency(cores));
    }
    List<Figure> byLength = byLength();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(defined, byConcurrency, byLength));
    } else {
      print(defined, byConcurrency, byLength, out);
    }
    out.flush();
    return Exit.OK;
  }

  private Figure concurrency(int cores) throws TargetException {
    OverlappingHistories.Batch batch =
        new OverlappingHistories(cores, CALLS, cores).batch(DISTINCT);
    double each = (double) batch.events() / batch.histories().size();
    List<Double> rates = rates(batch.platform(), batch.histories());
    return new Figure(cores, each, batch.overlap(), rates);
  }

  private List<Figure> byLength() throws TargetException {
    List<Figure> figures = new ArrayList<>();
    for (int length = 100; length <= events; length *= 10) {
      OverlappingHistories source = new OverlappingHistories(CORES, CALLS, length);
      OverlappingHistories.Batch probe = source.batch(10);
      int count = (int) Math.max(1, Math.round(length * 10.0 / probe.events()));
      OverlappingHistories.Batch batch = source.batch(count);
      History joined = batch.joined();
      List<Double> rates = rates(batch.platform(), List.of(joined));
      figures.add(new Figure(CORES, joined.events().size(), batch.overlap(), rates));
    }
    return figures;
  }

  /** Of this thread, so that a busy machine does not count. */
  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Histories judged a second, one after the other and from the first again, in each window. */
  private List<Double> rates(Platform platform, List<History> histories) {
    Oracle oracle = new Oracle(new Specification(platform));
    List<Double> rates = new ArrayList<>();
    int next = 0;
    for (int window = -WARM_UP; window < windows; window++) {
      long start = processorTime();
      long judged = 0;
      long now = start;
      while (now - start < WINDOW) {
        Judgement judgement = oracle.judge(histories.get(next));
        if (!judgement.isExplained()) {
          throw new IllegalStateException("a lawful history is not explained: " + judgement);
        }
        next = (next + 1) % histories.size();
        judged++;
        now = processorTime();
      }
      if (window >= 0) {
        rates.add(judged * NANOS / (now - start));
      }
    }
    return rates;
  }

  private void print(
      Figure defined, List<Figure> byConcurrency, List<Figure> byLength, PrintWriter out) {
    Ratio.Spread spread = Ratio.Spread.of(defined.historiesPerSecond());
    out.printf(
        Locale.ROOT,
        "%,.0f histories a second (min %,.0f, max %,.0f; %d windows of half a second of processor time, one thread):%n"
            + "%d calls by %d cores, each overlapping %.1f others, %,d different ones%n",
        spread.median(),
        spread.min(),
        spread.max(),
        windows,
        CALLS,
        CORES,
        defined.overlap(),
        DISTINCT);
    out.printf("%nby concurrency%n");
    byConcurrency.forEach(figure -> line(figure, out));
    out.printf("%nby length%n");
    byLength.forEach(figure -> line(figure, out));
  }

  private static void line(Figure figure, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "  %d cores, overlap %4.1f, %,12.1f events: %,12.1f histories a second, %,6.0f ns an event%n",
        figure.cores(),
        figure.overlap(),
        figure.events(),
        figure.rate(),
        figure.nanosPerEvent());
  }

  private static String json(Figure defined, List<Figure> byConcurrency, List<Figure> byLength)
      throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode all = mapper.createObjectNode();
    all.put("historiesPerSecond", defined.rate());
    all.put("calls", CALLS);
    all.put("cores", CORES);
    all.put("overlap", defined.overlap());
    byConcurrency.forEach(figure -> put(all.withArray("byConcurrency").addObject(), figure));
    byLength.forEach(figure -> put(all.withArray("byLength").addObject(), figure));
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }

  private static void put(ObjectNode one, Figure figure) {
    one.put("cores", figure.cores());
    one.put("events", figure.events());
    one.put("overlap", figure.overlap());
    one.put("historiesPerSecond", figure.rate());
    one.put("nanosPerEvent", figure.nanosPerEvent());
  }
}
