// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.psci.reference.Choice;
import org.psci.reference.Configuration;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.Version;

/**
 * Ways in which the reference machine can differ from itself and still keep the rules: the versions
 * with both formats and with and without OS-initiated mode, each other liberty taken alone, and
 * many together. What the suite says against one of these is a false alarm.
 */
public final class LawfulVariants {
  /** How many liberties are taken together at most, and how often that is done. */
  private static final int MOST_TOGETHER = 8;

  private static final int COMBINATIONS = 100;
  private static final long SEED = 22;

  private LawfulVariants() {}

  /**
   * A lawful machine.
   *
   * @param name what is special about it
   * @param configuration the machine
   */
  public record Variant(String name, Configuration configuration) {}

  /** All of them, always the same. */
  public static List<Variant> all() {
    Map<Configuration, String> variants = new LinkedHashMap<>();
    for (Version version : Version.values()) {
      for (Configuration base : bases(version)) {
        variants.putIfAbsent(base, nameOf(base));
      }
    }
    for (Version version : Version.values()) {
      Configuration base = Configuration.complete(version);
      for (Liberty liberty : Liberty.values()) {
        if (liberty.isOpenTo(base)) {
          variants.putIfAbsent(liberty.take(base), nameOf(base) + ", " + liberty.words());
        }
      }
    }
    SplittableRandom random = new SplittableRandom(SEED);
    for (int number = 0; number < COMBINATIONS; number++) {
      combine(random, variants);
    }
    List<Variant> all = new ArrayList<>();
    variants.forEach((configuration, name) -> all.add(new Variant(name, configuration)));
    return List.copyOf(all);
  }

  private static List<Configuration> bases(Version version) {
    List<Configuration> bases = new ArrayList<>();
    bases.add(Configuration.complete(version));
    bases.add(Configuration.standard().with(version));
    if (version.isAtLeast(Version.V1_0)) {
      for (PowerStateFormat format : PowerStateFormat.values()) {
        for (boolean osInitiated : new boolean[] {true, false}) {
          bases.add(
              Configuration.complete(version).with(format).with(Choice.OS_INITIATED, osInitiated));
        }
      }
    }
    return bases;
  }

  private static void combine(SplittableRandom random, Map<Configuration, String> variants) {
    Version version = Version.values()[random.nextInt(Version.values().length)];
    List<Configuration> bases = bases(version);
    Configuration machine = bases.get(random.nextInt(bases.size()));
    StringBuilder name = new StringBuilder(nameOf(machine));
    int wanted = random.nextInt(2, MOST_TOGETHER + 1);
    for (int taken = 0; taken < wanted; taken++) {
      Liberty liberty = Liberty.values()[random.nextInt(Liberty.values().length)];
      if (liberty.isOpenTo(machine)) {
        machine = liberty.take(machine);
        name.append(", ").append(liberty.words());
      }
    }
    variants.putIfAbsent(machine, name.toString());
  }

  private static String nameOf(Configuration base) {
    StringBuilder name = new StringBuilder(base.version().toString());
    name.append(base.equals(Configuration.standard().with(base.version())) ? " plain" : "");
    name.append(base.format() == PowerStateFormat.ORIGINAL ? "" : " extended");
    name.append(base.has(Choice.OS_INITIATED) ? " OS-initiated" : "");
    return name.toString();
  }
}
