// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.machine.MachineText;
import org.psci.conformance.target.Target;
import org.psci.reference.Bug;
import org.psci.reference.Choice;
import org.psci.reference.Configuration;
import org.psci.spec.vocabulary.Version;

/** The machine in memory that comes with the suite. */
final class ReferenceKind implements TargetKind {
  @Override
  public String name() {
    return "reference";
  }

  @Override
  public String summary() {
    return "the machine in memory that comes with the suite";
  }

  @Override
  public List<String> options() {
    return List.of(
        "--bug",
        "--psci-version",
        "--power-state-format",
        "--downgrade",
        "--os-initiated",
        "--early-wake",
        "--profile",
        "--thread");
  }

  @Override
  public Target create(TargetChoice given, long seed) throws UsageException {
    return given.threading().target(configuration(given), seed);
  }

  @Override
  public boolean isEmbedded() {
    return true;
  }

  @Override
  public List<String> details() {
    return Arrays.stream(Bug.values())
        .map(bug -> String.format("%-32s %s (%s)", bug.id(), bug.summary(), bug.origin()))
        .toList();
  }

  /** The ids of its bugs. */
  static List<String> bugs() {
    return Arrays.stream(Bug.values()).map(Bug::id).toList();
  }

  private static Configuration configuration(TargetChoice given) throws UsageException {
    Set<Bug> switched = EnumSet.noneOf(Bug.class);
    for (String id : given.bugs) {
      switched.add(TargetChoice.bug(Bug.find(id), id, bugs()));
    }
    if (given.profile != null) {
      return profiled(given, given.profile, switched);
    }
    try {
      Configuration configuration =
          Configuration.complete(given.version().orElse(Version.V1_1))
              .with(switched)
              .with(given.format())
              .with(Choice.DOWNGRADES, TargetChoice.says(given.downgrade))
              .with(Choice.WAKES_EARLY, TargetChoice.says(given.earlyWake));
      return given.osInitiated == null || given.osInitiated
          ? configuration
          : configuration.without(Choice.OS_INITIATED);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /** The machine of a file, or of JSON on the command line. */
  private static Configuration profiled(TargetChoice given, String profile, Set<Bug> switched)
      throws UsageException {
    refuseBesideProfile(given.version, "--psci-version", "version");
    refuseBesideProfile(given.powerStateFormat, "--power-state-format", "format");
    refuseBesideProfile(given.osInitiated, "--os-initiated", "os_initiated");
    refuseBesideProfile(given.downgrade, "--downgrade", "downgrades");
    refuseBesideProfile(given.earlyWake, "--early-wake", "wakes_early");
    boolean isJson = profile.startsWith("{");
    try {
      Configuration machine =
          isJson
              ? MachineText.parse("--profile", profile)
              : MachineText.parse(profile, ProfileFile.read(profile));
      switched.addAll(machine.bugs());
      return machine.with(switched);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static void refuseBesideProfile(@Nullable Object given, String option, String field)
      throws UsageException {
    if (given != null) {
      throw new UsageException(
          option + " and --profile: say \"" + field + "\" in the profile instead");
    }
  }
}
