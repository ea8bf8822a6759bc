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
import org.psci.adapter.qemu.EmulatedTarget;
import org.psci.adapter.qemu.QemuOptions;
import org.psci.adapter.qemu.QemuTarget;
import org.psci.adapter.qemu.TestFirmware;
import org.psci.adapter.qemu.TestFirmwareBug;
import org.psci.adapter.qemu.TestFirmwareTarget;
import org.psci.conformance.machine.MachineText;
import org.psci.conformance.run.Words;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.Target;
import org.psci.reference.Bug;
import org.psci.reference.Choice;
import org.psci.reference.Configuration;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.Version;
import picocli.CommandLine.Option;

/** The options that say what is under test. */
final class TargetChoice {
  static final String REFERENCE = "reference";
  static final String QEMU = "qemu";
  static final String TESTFW = "testfw";
  static final String PROCESS = "process";
  static final List<String> NAMES = List.of(REFERENCE, QEMU, TESTFW, PROCESS);

  private static final List<String> WITH_CHOICES = List.of(REFERENCE, TESTFW);
  private static final List<String> EMULATED = List.of(QEMU, TESTFW);

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "What to test: reference, qemu, testfw or process (see 'psci targets').")
  @Nullable String target;

  @Option(
      names = "--bug",
      paramLabel = "BUG",
      split = ",",
      description = "reference, testfw: switch these bugs on; 'psci targets' lists them.")
  List<String> bugs = new ArrayList<>();

  @Option(
      names = "--psci-version",
      paramLabel = "VERSION",
      description =
          "The version that it implements; reference: 0.2 to 1.3, testfw: 0.2, 1.0 or 1.1.")
  @Nullable String version;

  @Option(
      names = "--power-state-format",
      paramLabel = "FORMAT",
      description = "reference, testfw: the layout of power_state, original or extended.")
  @Nullable String powerStateFormat;

  @Option(
      names = "--downgrade",
      description = "reference, testfw: every power-down ends as a standby would, which is lawful.")
  boolean downgrade;

  @Option(
      names = "--os-initiated",
      negatable = true,
      description =
          "reference, testfw: whether OS-initiated mode is offered, from version 1.0 on. Without"
              + " this option it is on reference, and is not on testfw.")
  @Nullable Boolean osInitiated;

  @Option(
      names = "--early-wake",
      description = "reference: a suspension may end without an interrupt, which is lawful.")
  boolean earlyWake;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description =
          "reference: a JSON file that says what the machine is like, or the JSON itself.")
  @Nullable String profile;

  @Option(
      names = "--command",
      paramLabel = "CMD",
      description = "process: the command that starts the adapter.")
  @Nullable String command;

  @Option(
      names = "--cores",
      paramLabel = "N",
      description = "qemu, testfw: number of cores, 1 to 8.")
  @Nullable Integer cores;

  @Option(
      names = "--thread",
      paramLabel = "MODE",
      description = "qemu, testfw: multi (cores run in parallel) or single (they take turns).")
  @Nullable String thread;

  @Option(
      names = "--gic",
      paramLabel = "VERSION",
      description = "qemu: version of the interrupt controller, 2 or 3.")
  @Nullable Integer gic;

  @Option(
      names = "--qemu",
      paramLabel = "BINARY",
      description = "qemu, testfw: the emulator to use, by name or path.")
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

  /** Whether something is said about the machine itself. */
  boolean isSpecific() {
    return !bugs.isEmpty()
        || version != null
        || powerStateFormat != null
        || osInitiated != null
        || downgrade
        || earlyWake
        || profile != null;
  }

  /** The words that make the same choice again. */
  String words() {
    List<String> words = new ArrayList<>(List.of("--target", name()));
    if (!bugs.isEmpty()) {
      add(words, "--bug", String.join(",", bugs));
    }
    add(words, "--psci-version", version);
    add(words, "--power-state-format", powerStateFormat);
    if (downgrade) {
      words.add("--downgrade");
    }
    if (osInitiated != null) {
      words.add(osInitiated ? "--os-initiated" : "--no-os-initiated");
    }
    if (earlyWake) {
      words.add("--early-wake");
    }
    add(words, "--profile", profile);
    add(words, "--command", command);
    add(words, "--cores", cores);
    add(words, "--thread", thread);
    add(words, "--gic", gic);
    add(words, "--qemu", qemuBinary);
    return Words.join(words);
  }

  private static void add(List<String> words, String option, @Nullable Object value) {
    if (value != null) {
      words.add(option);
      words.add(value.toString());
    }
  }

  /** The target; nothing is started yet. */
  Target create(long seed) throws UsageException {
    refuseForeignOptions();
    return switch (name()) {
      case REFERENCE -> ReferenceTarget.of(configuration(), seed);
      case QEMU, TESTFW -> createEmulated();
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

  /**
   * A target in an emulator; nothing is started yet.
   *
   * @throws UsageException if another one is chosen
   */
  EmulatedTarget createEmulated() throws UsageException {
    refuseForeignOptions();
    return switch (name()) {
      case QEMU -> new QemuTarget(qemuOptions());
      case TESTFW -> new TestFirmwareTarget(qemuOptions(), firmware());
      default ->
          throw new UsageException(
              "this needs a target in an emulator: --target " + String.join(" or ", EMULATED));
    };
  }

  private void refuseForeignOptions() throws UsageException {
    refuse(!bugs.isEmpty(), "--bug", WITH_CHOICES);
    refuse(version != null, "--psci-version", WITH_CHOICES);
    refuse(powerStateFormat != null, "--power-state-format", WITH_CHOICES);
    refuse(downgrade, "--downgrade", WITH_CHOICES);
    refuse(osInitiated != null, "--os-initiated", WITH_CHOICES);
    refuse(earlyWake, "--early-wake", List.of(REFERENCE));
    refuse(profile != null, "--profile", List.of(REFERENCE));
    refuse(command != null, "--command", List.of(PROCESS));
    refuse(cores != null, "--cores", EMULATED);
    refuse(thread != null, "--thread", EMULATED);
    refuse(gic != null, "--gic", List.of(QEMU));
    refuse(qemuBinary != null, "--qemu", EMULATED);
  }

  private void refuse(boolean given, String option, List<String> owners) throws UsageException {
    if (given && NAMES.contains(name()) && !owners.contains(name())) {
      throw new UsageException(
          option + " belongs to --target " + String.join(" or ", owners) + ", not to " + name());
    }
  }

  private Configuration configuration() throws UsageException {
    Set<Bug> switched = EnumSet.noneOf(Bug.class);
    for (String id : bugs) {
      switched.add(bug(Bug.find(id), id, Bug.ids()));
    }
    if (profile != null) {
      return profiled(profile, switched);
    }
    try {
      Configuration configuration =
          Configuration.complete(version == null ? Version.V1_1 : parsedVersion())
              .with(switched)
              .with(format())
              .with(Choice.DOWNGRADES, downgrade)
              .with(Choice.WAKES_EARLY, earlyWake);
      return osInitiated == null || osInitiated
          ? configuration
          : configuration.without(Choice.OS_INITIATED);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /** The machine of a file, or of JSON on the command line. */
  private Configuration profiled(String given, Set<Bug> switched) throws UsageException {
    refuseBesideProfile(version != null, "--psci-version", "version");
    refuseBesideProfile(powerStateFormat != null, "--power-state-format", "format");
    refuseBesideProfile(osInitiated != null, "--os-initiated", "os_initiated");
    refuseBesideProfile(downgrade, "--downgrade", "downgrades");
    refuseBesideProfile(earlyWake, "--early-wake", "wakes_early");
    boolean isJson = given.startsWith("{");
    try {
      Configuration machine =
          isJson
              ? MachineText.parse("--profile", given)
              : MachineText.parse(given, ProfileFile.read(given));
      switched.addAll(machine.bugs());
      return machine.with(switched);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static void refuseBesideProfile(boolean given, String option, String field)
      throws UsageException {
    if (given) {
      throw new UsageException(
          option + " and --profile: say \"" + field + "\" in the profile instead");
    }
  }

  private TestFirmware firmware() throws UsageException {
    Set<TestFirmwareBug> switched = EnumSet.noneOf(TestFirmwareBug.class);
    for (String id : bugs) {
      switched.add(bug(TestFirmwareBug.find(id), id, TestFirmwareBug.ids()));
    }
    TestFirmware firmware = TestFirmware.STANDARD.with(switched).with(format());
    if (downgrade) {
      firmware = firmware.withDowngrade();
    }
    if (osInitiated != null && osInitiated) {
      firmware = firmware.withOsInitiated();
    }
    if (version == null) {
      return firmware;
    }
    try {
      return firmware.with(parsedVersion());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--psci-version: " + e.getMessage());
    }
  }

  private static <B> B bug(Optional<B> bug, String id, String ids) throws UsageException {
    return bug.orElseThrow(
        () -> new UsageException("there is no bug '" + id + "'; there are " + ids));
  }

  private Version parsedVersion() throws UsageException {
    try {
      return Version.parse(String.valueOf(version));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--psci-version: " + e.getMessage());
    }
  }

  private PowerStateFormat format() throws UsageException {
    if (powerStateFormat == null || powerStateFormat.equals("original")) {
      return PowerStateFormat.ORIGINAL;
    }
    if (powerStateFormat.equals("extended")) {
      return PowerStateFormat.EXTENDED_STATE_ID;
    }
    throw new UsageException(
        "--power-state-format is original or extended, not '" + powerStateFormat + "'");
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
    if (gic != null) {
      if (gic != 2 && gic != 3) {
        throw new UsageException("--gic is 2 or 3, not " + gic);
      }
      options = options.withGicVersion(gic);
    }
    return qemuBinary == null ? options : options.withBinary(qemuBinary);
  }
}
