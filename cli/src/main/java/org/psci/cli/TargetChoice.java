// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.psci.adapter.process.ProcessTarget;
import org.psci.adapter.qemu.QemuOptions;
import org.psci.adapter.qemu.QemuTarget;
import org.psci.conformance.run.Words;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.Target;
import org.psci.reference.Bug;
import org.psci.reference.Configuration;
import org.psci.reference.SuspendChoices;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.Version;
import picocli.CommandLine.Option;

/** The options that say what is under test. */
final class TargetChoice {
  static final String REFERENCE = "reference";
  static final String QEMU = "qemu";
  static final String PROCESS = "process";
  static final List<String> NAMES = List.of(REFERENCE, QEMU, PROCESS);

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "What to test: reference, qemu or process (see 'psci targets').")
  @Nullable String target;

  @Option(
      names = "--bug",
      paramLabel = "BUG",
      split = ",",
      description = "reference: switch these bugs on; 'psci targets' lists them.")
  List<String> bugs = new ArrayList<>();

  @Option(
      names = "--psci-version",
      paramLabel = "VERSION",
      description = "reference: the version that it implements, 0.2 to 1.3.")
  @Nullable String version;

  @Option(
      names = "--downgrade",
      description = "reference: every power-down ends as a standby would, which is lawful.")
  boolean downgrade;

  @Option(
      names = "--command",
      paramLabel = "CMD",
      description = "process: the command that starts the adapter.")
  @Nullable String command;

  @Option(names = "--cores", paramLabel = "N", description = "qemu: number of cores, 1 to 8.")
  @Nullable Integer cores;

  @Option(
      names = "--thread",
      paramLabel = "MODE",
      description = "qemu: multi (cores run in parallel) or single (they take turns).")
  @Nullable String thread;

  @Option(
      names = "--qemu",
      paramLabel = "BINARY",
      description = "qemu: the emulator to use, by name or path.")
  @Nullable String qemuBinary;

  boolean isChosen() {
    return target != null;
  }

  String name() {
    return target == null ? REFERENCE : target;
  }

  /** Whether programs cost next to nothing, so that there can be many. */
  boolean isEmbedded() {
    return name().equals(REFERENCE);
  }

  /** The words that make the same choice again. */
  String words() {
    List<String> words = new ArrayList<>(List.of("--target", name()));
    if (!bugs.isEmpty()) {
      add(words, "--bug", String.join(",", bugs));
    }
    add(words, "--psci-version", version);
    if (downgrade) {
      words.add("--downgrade");
    }
    add(words, "--command", command);
    add(words, "--cores", cores == null ? null : cores.toString());
    add(words, "--thread", thread);
    add(words, "--qemu", qemuBinary);
    return Words.join(words);
  }

  private static void add(List<String> words, String option, @Nullable String value) {
    if (value != null) {
      words.add(option);
      words.add(value);
    }
  }

  /** The target; nothing is started yet. */
  Target create(long seed) throws UsageException {
    refuseForeignOptions();
    return switch (name()) {
      case REFERENCE -> ReferenceTarget.of(configuration(), seed);
      case QEMU -> new QemuTarget(qemuOptions());
      case PROCESS -> {
        if (command == null) {
          throw new UsageException("--target process needs --command CMD, the adapter to start");
        }
        yield ProcessTarget.of(command);
      }
      default ->
          throw new UsageException(
              "there is no target '" + name() + "'; there are " + String.join(", ", NAMES));
    };
  }

  private void refuseForeignOptions() throws UsageException {
    refuse(!bugs.isEmpty(), "--bug", REFERENCE);
    refuse(version != null, "--psci-version", REFERENCE);
    refuse(downgrade, "--downgrade", REFERENCE);
    refuse(command != null, "--command", PROCESS);
    refuse(cores != null, "--cores", QEMU);
    refuse(thread != null, "--thread", QEMU);
    refuse(qemuBinary != null, "--qemu", QEMU);
  }

  private void refuse(boolean given, String option, String owner) throws UsageException {
    if (given && !name().equals(owner)) {
      throw new UsageException(option + " belongs to --target " + owner + ", not to " + name());
    }
  }

  private Configuration configuration() throws UsageException {
    Set<Bug> switched = EnumSet.noneOf(Bug.class);
    for (String id : bugs) {
      Optional<Bug> bug = Bug.find(id);
      if (bug.isEmpty()) {
        throw new UsageException("there is no bug '" + id + "'; there are " + Bug.ids());
      }
      switched.add(bug.get());
    }
    Configuration configuration =
        Configuration.standard()
            .with(switched)
            .with(new SuspendChoices(PowerStateFormat.ORIGINAL, downgrade, false));
    if (version == null) {
      return configuration;
    }
    try {
      return configuration.with(Version.parse(version));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--psci-version: " + e.getMessage());
    }
  }

  private QemuOptions qemuOptions() throws UsageException {
    QemuOptions options = QemuOptions.DEFAULT;
    try {
      if (cores != null) {
        options = options.withCores(cores);
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException("--cores: " + e.getMessage());
    }
    if (thread != null) {
      try {
        options = options.withThreads(QemuOptions.Threads.valueOf(thread.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new UsageException("--thread is multi or single, not '" + thread + "'");
      }
    }
    return qemuBinary == null ? options : options.withBinary(qemuBinary);
  }
}
