// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.machine.MachineText;
import org.psci.conformance.mutants.Mutant;
import org.psci.conformance.mutants.MutantTable;
import org.psci.conformance.mutants.Mutants;
import org.psci.conformance.mutants.Naming;
import org.psci.conformance.mutants.NamingFile;
import org.psci.conformance.mutants.NamingScore;
import org.psci.conformance.mutants.NamingTable;
import org.psci.conformance.mutants.ProofFile;
import org.psci.conformance.results.Words;
import org.psci.conformance.target.Threading;
import org.psci.reference.Bug;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code psci mutants}: whether the suite catches the reference machine with each of its bugs, and
 * names what is wrong.
 */
@Command(
    name = "mutants",
    description =
        "Put the suite to the test: does it catch each bug of the reference machine, and name it?")
final class MutantsCommand implements Callable<Integer> {
  private static final int MOST_THREADS = 64;
  private static final int PROGRAMS = 64;

  @Spec CommandSpec spec;

  @Option(
      names = "--bug",
      paramLabel = "BUG",
      split = ",",
      description = "Only these bugs; 'psci targets' lists them (default: all).")
  List<String> ids = new ArrayList<>();

  @Option(
      names = "--budget",
      paramLabel = "CALLS",
      description = "Calls on each bug at most (default and most: ${DEFAULT-VALUE}).",
      defaultValue = "2000000")
  long budget;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many bugs at the same time (default: ${DEFAULT-VALUE}).",
      defaultValue = "2")
  int threads;

  @Option(
      names = "--thread",
      paramLabel = "MODE",
      description =
          "How the cores of the machines go on: single, in turns; or multi, each on a thread of its"
              + " own (default: ${DEFAULT-VALUE}).",
      defaultValue = "single")
  String thread = "single";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of machines and random programs (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  long seed;

  @Option(
      names = "--proofs",
      paramLabel = "DIR",
      description = "Write the shortest program for each bug into this directory.")
  @Nullable Path proofs;

  @Option(
      names = "--programs",
      paramLabel = "N",
      description =
          "Random programs to see how a bug that was caught is named (default: ${DEFAULT-VALUE}).",
      defaultValue = "" + PROGRAMS)
  int programs;

  @Option(names = "--catch-only", description = "Do not look how the bugs are named.")
  boolean catchOnly;

  @Option(
      names = "--named",
      paramLabel = "FILE",
      description = "Write how the bugs are named into this file; what it says of others stays.")
  @Nullable Path named;

  @Option(names = "--markdown", description = "Print a page in place of the table.")
  boolean markdown;

  @Option(names = "--json", description = "Print the same as JSON.")
  boolean json;

  @Override
  public Integer call() throws UsageException, JsonProcessingException {
    check();
    List<Bug> bugs = bugs();
    prepareProofs();
    Mutants suite = new Mutants(budget, threads, seed, threading());
    Consumer<Bug> caught = progress("", bugs.size());
    List<Mutant> mutants = suite.hunt(bugs, mutant -> caught.accept(mutant.bug()));
    writeProofs(mutants);
    MutantTable table = new MutantTable(mutants);
    Consumer<Bug> looked = progress("named, ", mutants.stream().filter(Mutant::canBeNamed).count());
    List<Naming> namings =
        catchOnly
            ? List.of()
            : suite.name(mutants, programs, naming -> looked.accept(naming.bug()));
    writeNamed(namings);
    NamingTable names = new NamingTable(namings);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(table, mutants, names, namings));
    } else if (markdown) {
      out.print(table.markdown(command(), catchOnly ? "" : names.markdown(programs)));
    } else {
      table.lines().forEach(out::println);
      if (!catchOnly) {
        out.println();
        names.lines().forEach(out::println);
      }
    }
    out.flush();
    return table.score().isFull() ? Exit.OK : Exit.DEVIATION;
  }

  private void check() throws UsageException {
    if (budget < 1 || budget > Mutants.MOST_CALLS) {
      throw new UsageException("--budget is 1 to " + Mutants.MOST_CALLS);
    }
    if (threads < 1 || threads > MOST_THREADS) {
      throw new UsageException("--threads is 1 to " + MOST_THREADS);
    }
    if (proofs != null && threading() != Threading.SINGLE) {
      throw new UsageException("--proofs are of machines whose cores take turns: --thread single");
    }
    if (json && markdown) {
      throw new UsageException("--json and --markdown exclude each other");
    }
    if (programs < 0) {
      throw new UsageException("--programs is 0 or more");
    }
    if (catchOnly && named != null) {
      throw new UsageException("--catch-only and --named exclude each other");
    }
  }

  private Consumer<Bug> progress(String what, long all) {
    PrintWriter progress = spec.commandLine().getErr();
    AtomicInteger done = new AtomicInteger();
    return bug -> {
      progress.println(what + done.incrementAndGet() + " of " + all + ": " + bug.id());
      progress.flush();
    };
  }

  private Threading threading() throws UsageException {
    return TargetChoice.threading(thread);
  }

  private List<Bug> bugs() throws UsageException {
    List<Bug> bugs = new ArrayList<>();
    for (String id : ids) {
      bugs.add(
          Bug.find(id).orElseThrow(() -> UsageException.unknown("bug", id, ReferenceKind.bugs())));
    }
    return bugs.isEmpty() ? List.of(Bug.values()) : bugs;
  }

  private void prepareProofs() throws UsageException {
    if (proofs == null) {
      return;
    }
    try {
      Files.createDirectories(proofs);
    } catch (IOException e) {
      throw cannotBeWritten(proofs);
    }
  }

  private void writeProofs(List<Mutant> mutants) throws UsageException {
    if (proofs == null) {
      return;
    }
    try {
      ProofFile.write(proofs, mutants);
    } catch (IOException e) {
      throw cannotBeWritten(proofs);
    }
  }

  private void writeNamed(List<Naming> namings) throws UsageException {
    if (named == null) {
      return;
    }
    try {
      NamingFile.write(named, namings);
    } catch (IOException e) {
      throw new UsageException("--named: " + named + " cannot be read or written");
    } catch (IllegalArgumentException e) {
      throw new UsageException("--named: " + named + " is another sort of file: " + e.getMessage());
    }
  }

  private static UsageException cannotBeWritten(Path directory) {
    return new UsageException("--proofs: " + directory + " is no directory that can be written to");
  }

  /** The command that makes the page again. */
  private String command() throws UsageException {
    List<String> words = new ArrayList<>(List.of("./psci", "mutants", "--markdown"));
    if (!ids.isEmpty()) {
      words.addAll(List.of("--bug", String.join(",", ids)));
    }
    if (budget != Mutants.MOST_CALLS) {
      words.addAll(List.of("--budget", Long.toString(budget)));
    }
    words.addAll(threading().words());
    if (seed != 1) {
      words.addAll(List.of("--seed", Long.toString(seed)));
    }
    if (catchOnly) {
      words.add("--catch-only");
    } else if (programs != PROGRAMS) {
      words.addAll(List.of("--programs", Integer.toString(programs)));
    }
    return Words.join(words);
  }

  private String json(
      MutantTable table, List<Mutant> mutants, NamingTable names, List<Naming> namings)
      throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode all = mapper.createObjectNode();
    all.put("seed", seed);
    all.put("budget", budget);
    all.put("caught", table.score().caught());
    all.put("countable", table.score().countable());
    if (!catchOnly) {
      ObjectNode naming = all.putObject("naming");
      naming.put("programs", programs);
      put(naming, names.score());
      put(naming.putObject("certain"), names.certain());
    }
    Map<Bug, Naming> namedAs = new EnumMap<>(Bug.class);
    namings.forEach(naming -> namedAs.put(naming.bug(), naming));
    for (Mutant mutant : mutants) {
      ObjectNode one = all.withArray("bugs").addObject();
      one.put("bug", mutant.bug().id());
      one.put("summary", mutant.bug().summary());
      mutant.bug().rules().forEach(one.putArray("expected")::add);
      one.put("counted", mutant.notCounted().isEmpty());
      mutant.notCounted().ifPresent(why -> one.put("notCounted", why));
      one.put("caught", mutant.caught().isPresent());
      one.put("calls", mutant.calls());
      mutant.caught().ifPresent(caught -> put(one, caught));
      Optional.ofNullable(namedAs.get(mutant.bug()))
          .ifPresent(naming -> put(one.putObject("named"), naming));
      mutant.notRun().forEach(one.putArray("notRun")::add);
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }

  private static void put(ObjectNode one, Mutant.Caught caught) {
    one.put("by", caught.by());
    one.put("machine", caught.setting().words());
    one.put("profile", MachineText.of(caught.setting().configuration()));
    caught.rules().forEach(one.putArray("rules")::add);
    caught.allRules().forEach(one.putArray("allRules")::add);
    one.put("seen", caught.shortest().violation().seen());
    one.put("program", caught.shortest().program().toString());
    one.put("phases", caught.shortest().program().phases().size());
    one.put("minimal", caught.shortest().minimal());
    one.put("shown", caught.shortest().shown());
    one.put("runs", caught.shortest().runs());
  }

  private static void put(ObjectNode all, NamingScore names) {
    all.put("bugs", names.bugs());
    all.put("seen", names.seen());
    all.put("named", names.named());
    all.put("recall", names.recall());
    all.put("rules", names.rules());
    all.put("right", names.right());
    all.put("precision", names.precision());
    all.put("oneCause", names.oneCause());
    all.put("oneCauseShare", names.oneCauseShare());
    all.put("causesPerBug", names.causesPerBug());
    ObjectNode explained = all.putObject("explained");
    explained.put("named", names.explained().named());
    explained.put("rules", names.explained().rules());
    explained.put("oneCause", names.explained().oneCause());
  }

  private static void put(ObjectNode one, Naming naming) {
    for (Naming.Cause cause : naming.causes()) {
      one.withArray("causes")
          .addObject()
          .put("clause", cause.clause())
          .put("certain", cause.certain());
    }
    naming.right().forEach(one.putArray("right")::add);
    naming.wrong().forEach(one.putArray("wrong")::add);
    naming.bug().disguise().ifPresent(why -> one.put("explained", why));
  }
}
