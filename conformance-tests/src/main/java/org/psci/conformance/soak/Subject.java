// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.soak;

import java.util.ArrayList;
import java.util.List;
import org.psci.conformance.machine.LawfulVariants;
import org.psci.conformance.machine.MachineText;
import org.psci.conformance.results.Words;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;
import org.psci.conformance.target.Threading;

/**
 * A machine to soak.
 *
 * @param name what it is, for people
 * @param words the words on the command line that choose it
 * @param source where it comes from
 */
public record Subject(String name, String words, Source source) {

  /** Where machines come from. */
  @FunctionalInterface
  public interface Source {
    /**
     * A machine, not started yet.
     *
     * @throws TargetException if there is none; the message says why
     */
    Target create(long seed) throws TargetException;
  }

  /** The reference machine in all its lawful variants, whose cores go on like this. */
  public static List<Subject> lawful(Threading threading) {
    return LawfulVariants.all().stream().map(variant -> of(variant, threading)).toList();
  }

  private static Subject of(LawfulVariants.Variant variant, Threading threading) {
    List<String> words = new ArrayList<>(List.of("--target", "reference"));
    words.addAll(threading.words());
    words.addAll(List.of("--profile", MachineText.of(variant.configuration())));
    return new Subject(
        variant.name(), Words.join(words), seed -> threading.target(variant.configuration(), seed));
  }
}
