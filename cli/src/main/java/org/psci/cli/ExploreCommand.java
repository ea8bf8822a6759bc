// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.psci.spec.explore.ExplorationReport;
import org.psci.spec.explore.ModelExplorer;
import org.psci.spec.explore.Setting;
import org.psci.spec.explore.TooManyStatesException;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code psci explore}: what holds in every state that the model can reach. */
@Command(
    name = "explore",
    description = {
      "Go through every state that the model can reach from a cold boot.",
      "Checks invariants in all of them, and that each version permits only what the one before did."
    })
final class ExploreCommand implements Callable<Integer> {
  private static final Pattern TOPOLOGY = Pattern.compile("([1-9])x([1-9])");
  private static final int MOST_THREADS = 64;

  @Spec CommandSpec spec;

  @Option(
      names = "--topology",
      paramLabel = "CLUSTERSxCORES",
      description = "The cores, such as 1x4 or 2x2 (default: ${DEFAULT-VALUE}).",
      defaultValue = "1x4")
  String topology;

  @Option(
      names = "--psci-version",
      paramLabel = "VERSION",
      description = "The version of PSCI (default: ${DEFAULT-VALUE}).",
      defaultValue = "1.1")
  String version;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = {
        "pc: platform coordination alone; osi: with PSCI_SET_SUSPEND_MODE, so that both modes are",
        "reached; both: one after the other (default: ${DEFAULT-VALUE})."
      },
      defaultValue = "both")
  String mode;

  @Option(
      names = "--trusted-os",
      paramLabel = "KIND",
      description =
          "The trusted OS on core 0: none, migratable or fixed (default: ${DEFAULT-VALUE}).",
      defaultValue = "none")
  String trustedOs;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads explore (default: one for each processor).",
      defaultValue = "0")
  int threads;

  @Option(
      names = "--no-symmetry",
      description = "Store every state, also those that differ only in places of cores.")
  boolean withoutSymmetry;

  @Option(
      names = "--most-states",
      paramLabel = "N",
      description = "Give up where there are more states to store (default: ${DEFAULT-VALUE}).",
      defaultValue = "50000000")
  long mostStates;

  @Option(names = "--json", description = "Print what was found as JSON.")
  boolean json;

  @Override
  public Integer call() throws UsageException, JsonProcessingException {
    List<Setting> settings = settings();
    if (threads < 0 || threads > MOST_THREADS || mostStates < 1) {
      throw new UsageException(
          "--threads is 1 to " + MOST_THREADS + ", and --most-states at least 1");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<ExplorationReport> reports = new ArrayList<>();
    try {
      for (Setting setting : settings) {
        ExplorationReport report =
            new ModelExplorer(setting, !withoutSymmetry, threadsWanted(), mostStates).explore();
        reports.add(report);
        if (!json) {
          ExploreText.print(report, out);
          out.flush();
        }
      }
    } catch (TooManyStatesException e) {
      spec.commandLine().getErr().println("psci: " + e.getMessage());
      return Exit.NO_VERDICT;
    }
    if (json) {
      out.println(ExploreJson.of(reports));
    }
    out.flush();
    return reports.stream().allMatch(ExplorationReport::holds) ? Exit.OK : Exit.DEVIATION;
  }

  private int threadsWanted() {
    return threads > 0
        ? threads
        : Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
  }

  private List<Setting> settings() throws UsageException {
    Topology cores = topology(topology);
    Version psci = version();
    Setting.Resident resident = resident();
    List<Setting> settings = new ArrayList<>();
    for (Setting.Modes modes : modes()) {
      settings.add(new Setting(psci, cores, modes, resident));
    }
    return settings;
  }

  private static Topology topology(String text) throws UsageException {
    Matcher matcher = TOPOLOGY.matcher(text);
    if (matcher.matches()) {
      int clusters = Integer.parseInt(matcher.group(1));
      int coresEach = Integer.parseInt(matcher.group(2));
      if (clusters * coresEach <= State.CORES) {
        return Topology.clusters(clusters, coresEach);
      }
    }
    throw new UsageException(
        "--topology is CLUSTERSxCORES with up to "
            + State.CORES
            + " cores, for instance 2x2, not '"
            + text
            + "'");
  }

  private Version version() throws UsageException {
    try {
      return Version.parse(version);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--psci-version: " + e.getMessage());
    }
  }

  private List<Setting.Modes> modes() throws UsageException {
    return switch (mode) {
      case "pc" -> List.of(Setting.Modes.PC);
      case "osi" -> List.of(Setting.Modes.OSI);
      case "both" -> List.of(Setting.Modes.PC, Setting.Modes.OSI);
      default -> throw new UsageException("--mode is pc, osi or both, not '" + mode + "'");
    };
  }

  private Setting.Resident resident() throws UsageException {
    for (Setting.Resident resident : Setting.Resident.values()) {
      if (resident.name().toLowerCase(Locale.ROOT).equals(trustedOs)) {
        return resident;
      }
    }
    throw new UsageException("--trusted-os is none, migratable or fixed, not '" + trustedOs + "'");
  }
}
