// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.psci.conformance.machine.MachineText;
import org.psci.conformance.results.Words;
import org.psci.reference.Bug;

/**
 * The shortest program that shows a bug, as a file that can be replayed: it proves that the checks
 * of the rules which it names can fail.
 */
public final class ProofFile {
  private static final String BUG = "# bug: ";

  private ProofFile() {}

  /** The words on the command line that choose the machine with the bug. */
  static String words(Bug bug, MutantSetting setting) {
    return Words.join(
        List.of(
            "--target",
            "reference",
            "--bug",
            bug.id(),
            "--profile",
            MachineText.of(setting.configuration())));
  }

  /** The text of the file. */
  static String text(Mutant mutant, Mutant.Caught caught) {
    Bug bug = mutant.bug();
    return BUG
        + bug.id()
        + "\n# which means: "
        + bug.summary()
        + "\n# machine: "
        + caught.setting().words()
        + "\n# all rules: "
        + String.join(", ", caught.allRules())
        + '\n'
        + caught.shortest().text(words(bug, caught.setting()));
  }

  /** The bug that a file is about. */
  public static Optional<Bug> bug(String text) {
    return text.lines()
        .filter(line -> line.startsWith(BUG))
        .findFirst()
        .flatMap(line -> Bug.find(line.substring(BUG.length()).strip()));
  }

  /**
   * Writes a file for each bug that is caught, and removes those of bugs that are not any more.
   *
   * @throws IOException if that cannot be done
   */
  public static void write(Path directory, List<Mutant> mutants) throws IOException {
    Files.createDirectories(directory);
    for (Mutant mutant : mutants) {
      Path file = directory.resolve(mutant.bug().id() + ".psci");
      if (mutant.caught().isPresent()) {
        Files.writeString(file, text(mutant, mutant.caught().get()));
      } else {
        Files.deleteIfExists(file);
      }
    }
  }
}
