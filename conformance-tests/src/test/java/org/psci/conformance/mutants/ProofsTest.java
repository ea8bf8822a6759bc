// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.psci.conformance.machine.MachineText;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.program.Phase;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.conformance.results.FindingFile;
import org.psci.conformance.results.Words;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.TargetException;
import org.psci.reference.Bug;
import org.psci.reference.Configuration;
import org.psci.spec.rule.Rule;

/**
 * Proves of each bug that the suite tells a machine with it from the same machine without, by the
 * shortest program that {@code ./psci mutants --proofs} has found.
 */
class ProofsTest {
  private static final int RUNS_WITHOUT_BUG = 50;
  private static final int RUNS_OF_PARTS = 100;

  /** Bugs that the suite does not catch yet, although it should. */
  private static final Set<Bug> NOT_CAUGHT = EnumSet.noneOf(Bug.class);

  static List<Path> proofs() throws IOException, URISyntaxException {
    Path directory =
        Path.of(Objects.requireNonNull(ProofsTest.class.getResource("proofs")).toURI());
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file);
  }

  private static Program program(Path file) throws IOException, ProgramSyntaxException {
    return ProgramParser.parse(file.toString(), text(file));
  }

  private static Bug bug(Path file) throws IOException {
    return ProofFile.bug(text(file)).orElseThrow();
  }

  /** The machine of a file, without its bug. */
  private static Configuration machine(Path file) throws IOException {
    List<String> words = Words.split(FindingFile.target(text(file)).orElseThrow());
    return MachineText.parse("profile", words.get(words.indexOf("--profile") + 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("proofs")
  void programShowsTheBug(Path file) throws Exception {
    String rule = FindingFile.rule(text(file)).orElseThrow();
    Configuration machine = machine(file).with(Set.of(bug(file)));
    int runs = FindingFile.runs(text(file));
    Set<String> shown = new TreeSet<>();
    try (Session session = new Session(ReferenceTarget.of(machine, 1))) {
      for (int run = 0; run < runs && !shown.contains(rule); run++) {
        session.freshStart();
        shown.addAll(broken(run(session, program(file))));
      }
    }
    assertThat(shown).contains(rule);
  }

  /** The same steps under schedules of chance. */
  private static Program unscheduled(Program program) {
    return new Program(program.shape(), program.phases());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("proofs")
  void noPartCanBeLeftOut(Path file) throws Exception {
    Program program = program(file);
    Configuration machine = machine(file).with(Set.of(bug(file)));
    String rule = FindingFile.rule(text(file)).orElseThrow();
    for (int part = 0; part < program.phases().size(); part++) {
      List<Phase> phases = new ArrayList<>(program.phases());
      phases.remove(part);
      Program shorter = new Program(program.shape(), phases);
      try (Session session = new Session(ReferenceTarget.of(machine, 99))) {
        for (int run = 0; run < RUNS_OF_PARTS; run++) {
          session.freshStart();
          List<Violation> violations = run(session, shorter).violations();
          assertThat(violations.stream().limit(1).map(violation -> violation.rules().get(0).id()))
              .as("without part %d of%n%s", part, program)
              .doesNotContain(rule);
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("proofs")
  void programShowsNothingWithoutTheBug(Path file) throws Exception {
    try (Session session = new Session(ReferenceTarget.of(machine(file), 1))) {
      assertThat(session.discovery().isExplained()).isTrue();
      for (int run = 0; run < RUNS_WITHOUT_BUG; run++) {
        session.freshStart();
        Judgement judgement = run(session, run == 0 ? program(file) : unscheduled(program(file)));
        assertThat(judgement.violations()).isEmpty();
        assertThat(judgement.undecided()).isEmpty();
      }
    }
  }

  private static Judgement run(Session session, Program program) throws TargetException {
    return session.judge(List.of(program)).get(0).judgement();
  }

  private static Set<String> broken(Judgement judgement) {
    return judgement.violations().stream()
        .map(Violation::rules)
        .flatMap(List::stream)
        .map(Rule::id)
        .collect(Collectors.toSet());
  }

  /** Where this fails: {@code ./psci mutants --proofs} into the directory of the proofs. */
  @Test
  void everyBugThatCountsHasAProof() throws Exception {
    Set<Bug> proven = EnumSet.noneOf(Bug.class);
    for (Path file : proofs()) {
      proven.add(bug(file));
      assertThat(file.getFileName()).hasToString(bug(file).id() + ".psci");
    }
    Set<Bug> countable = EnumSet.noneOf(Bug.class);
    Arrays.stream(Bug.values())
        .filter(bug -> MutantHunt.notCounted(bug).isEmpty())
        .filter(bug -> !NOT_CAUGHT.contains(bug))
        .forEach(countable::add);
    assertThat(proven).isEqualTo(countable);
  }
}
