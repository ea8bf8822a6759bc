// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.psci.adapter.agent.guest.GuestProfile;
import org.psci.adapter.agent.session.AgentTarget;
import org.psci.conformance.results.Words;
import org.psci.conformance.target.BootTime;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.Threading;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.Version;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The options that say what is under test. Which of them a target takes, its kind says. */
final class TargetChoice {
  private static final Set<String> FILES = Set.of("--profile", "--firmware");

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "What to test; 'psci targets' lists what there is.")
  @Nullable String target;

  @Option(
      names = "--bug",
      paramLabel = "BUG",
      split = ",",
      description = "Switch these bugs on; 'psci targets NAME' lists them.")
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
      description = "The layout of power_state, original or extended.")
  @Nullable String powerStateFormat;

  @Option(
      names = "--downgrade",
      description = "Every power-down ends as a standby would, which is lawful.")
  @Nullable Boolean downgrade;

  @Option(
      names = "--os-initiated",
      negatable = true,
      description =
          "Whether OS-initiated mode is offered, from version 1.0 on. Without"
              + " this option it is on reference, and is not on testfw.")
  @Nullable Boolean osInitiated;

  @Option(
      names = "--early-wake",
      description = "A suspension may end without an interrupt, which is lawful.")
  @Nullable Boolean earlyWake;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "A JSON file that says what the machine is like, or the JSON itself.")
  @Nullable String profile;

  @Option(
      names = "--command",
      paramLabel = "CMD",
      description = "The command that starts the adapter, or that boots {image}.")
  @Nullable String command;

  @Option(names = "--cores", paramLabel = "N", description = "Number of cores, 1 to 8.")
  @Nullable Integer cores;

  @Option(
      names = "--thread",
      paramLabel = "MODE",
      description =
          "multi (cores run in parallel) or single (they take turns). Without this option it is"
              + " single on reference, and multi elsewhere.")
  @Nullable String thread;

  @Option(
      names = "--cpu",
      paramLabel = "MODEL",
      description = "The model of the cores, as QEMU names them.")
  @Nullable String cpu;

  @Option(
      names = "--gic",
      paramLabel = "VERSION",
      description = "Version of the interrupt controller, 2 or 3.")
  @Nullable Integer gic;

  @Option(
      names = "--qemu",
      paramLabel = "BINARY",
      description = "The emulator to use, by name or path.")
  @Nullable String qemuBinary;

  @Option(
      names = "--boot-time",
      paramLabel = "SECONDS",
      description =
          "How long the first try to start it waits; a second and a third one wait two and four"
              + " times as long (default: 10, kvm: 60, command: 30).")
  @Nullable Integer bootTime;

  @Option(names = "--firmware", paramLabel = "FILE", description = "The image of your firmware.")
  @Nullable String firmware;

  @Option(
      names = "--payload",
      paramLabel = "ADDRESS",
      description = "Where your firmware starts its payload (default: 0x60000000).")
  @Nullable String payload;

  @Option(
      names = "--exception-level",
      paramLabel = "N",
      description = "At which Exception level your firmware starts its payload, 1 or 2.")
  @Nullable Integer exceptionLevel;

  @Mixin CommandChoice machine = new CommandChoice();

  /**
   * The choice that words stand for, which {@link #words} has given.
   *
   * @param place where they stand, for messages
   */
  static TargetChoice ofWords(String words, String place) throws UsageException {
    TargetChoice recorded = new TargetChoice();
    try {
      new CommandLine(recorded).parseArgs(Words.split(words).toArray(new String[0]));
    } catch (CommandLine.ParameterException e) {
      throw new UsageException(
          place + ": the words that choose the target are wrong: " + WrongWords.message(e));
    }
    return recorded;
  }

  boolean isChosen() {
    return target != null;
  }

  String name() {
    return target == null ? TargetKinds.REFERENCE.name() : target;
  }

  /** Whether it starts at once. */
  boolean isEmbedded() {
    return TargetKinds.find(name()).filter(TargetKind::isEmbedded).isPresent();
  }

  /** Whether programs cost next to nothing, so that there can be many. */
  boolean isFast() throws UsageException {
    return isEmbedded() && threading() == Threading.SINGLE;
  }

  /** How the cores of the reference machine go on. */
  Threading threading() throws UsageException {
    return thread == null ? Threading.SINGLE : threading(thread);
  }

  static Threading threading(String word) throws UsageException {
    return Arrays.stream(Threading.values())
        .filter(threading -> threading.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() -> new UsageException("--thread is multi or single, not '" + word + "'"));
  }

  /** Whether something is said about the machine itself. */
  boolean isSpecific() {
    return given().stream().anyMatch(option -> !option.longestName().equals("--thread"));
  }

  /** The words that make the same choice again. */
  String words() {
    List<String> words = new ArrayList<>(List.of("--target", name()));
    for (OptionSpec option : given()) {
      Object value = option.getValue();
      String word = option.longestName();
      if (value instanceof Boolean yes) {
        words.add(yes ? word : word.replaceFirst("--", "--no-"));
      } else {
        words.add(word);
        words.add(value instanceof Collection<?> list ? joined(list) : word(word, value));
      }
    }
    return Words.join(words);
  }

  /** Names of files are full, so that the words serve from any directory. */
  private static String word(String option, Object value) {
    String said = String.valueOf(value);
    return FILES.contains(option) && !said.startsWith("{")
        ? Path.of(said).toAbsolutePath().normalize().toString()
        : said;
  }

  private static String joined(Collection<?> list) {
    return String.join(",", list.stream().map(String::valueOf).toList());
  }

  /** The options that were given, but the target itself. */
  private List<OptionSpec> given() {
    return CommandSpec.forAnnotatedObject(this).options().stream()
        .filter(option -> !option.longestName().equals("--target"))
        .filter(option -> isSaid(option.getValue()))
        .toList();
  }

  private static boolean isSaid(@Nullable Object value) {
    return value instanceof Collection<?> list ? !list.isEmpty() : value != null;
  }

  /** The target; nothing is started yet. */
  Target create(long seed) throws UsageException {
    TargetKind kind = TargetKinds.named(name());
    refuseForeignOptions(kind);
    return kind.create(this, seed);
  }

  /**
   * A target with the agent as its guest; nothing is started yet.
   *
   * @throws UsageException if another one is chosen
   */
  AgentTarget createWithAgent() throws UsageException {
    Target created = create(1);
    if (created instanceof AgentTarget target) {
      return target;
    }
    created.close();
    throw new UsageException(
        "this needs a target that runs the agent of the suite, and "
            + name()
            + " does not; --target qemu, for instance, does");
  }

  private void refuseForeignOptions(TargetKind kind) throws UsageException {
    for (OptionSpec option : given()) {
      String word = option.longestName();
      if (!kind.options().contains(word)) {
        throw new UsageException(
            word
                + " belongs to --target "
                + TargetKinds.names(" or ", other -> other.options().contains(word))
                + ", not to "
                + name());
      }
    }
  }

  /**
   * The profile of a machine that the agent runs in, from a file or from JSON on the command line;
   * one that says nothing if there is none.
   */
  GuestProfile guestProfile() throws UsageException {
    if (profile == null) {
      return GuestProfile.SILENT;
    }
    try {
      return profile.startsWith("{")
          ? GuestProfile.parse("--profile", profile)
          : GuestProfile.parse(profile, ProfileFile.read(profile));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * How long it may take to boot.
   *
   * @param usual what the first try waits if the command line does not say
   */
  BootTime bootTime(Duration usual) throws UsageException {
    if (bootTime != null && bootTime <= 0) {
      throw new UsageException("--boot-time is a positive number, not " + bootTime);
    }
    return BootTime.of(bootTime == null ? usual : Duration.ofSeconds(bootTime))
        .telling(lost -> System.err.println("psci: " + lost));
  }

  /** Whether an option without a value was given. */
  static boolean says(@Nullable Boolean option) {
    return option != null && option;
  }

  /** The bug with this id. */
  static <B> B bug(Optional<B> bug, String id, List<String> ids) throws UsageException {
    return bug.orElseThrow(() -> UsageException.unknown("bug", id, ids));
  }

  /** The version that was asked for. */
  Optional<Version> version() throws UsageException {
    if (version == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Version.parse(version));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--psci-version: " + e.getMessage());
    }
  }

  /** The layout that was asked for, or the usual one. */
  PowerStateFormat format() throws UsageException {
    if (powerStateFormat == null || powerStateFormat.equals("original")) {
      return PowerStateFormat.ORIGINAL;
    }
    if (powerStateFormat.equals("extended")) {
      return PowerStateFormat.EXTENDED_STATE_ID;
    }
    throw new UsageException(
        "--power-state-format is original or extended, not '" + powerStateFormat + "'");
  }
}
