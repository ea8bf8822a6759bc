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
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.machine.MachineText;
import org.psci.conformance.mutants.Mutant;
import org.psci.conformance.mutants.MutantTable;
import org.psci.conformance.mutants.Mutants;
import org.psci.conformance.mutants.ProofFile;
import org.psci.conformance.results.Words;
import org.psci.conformance.target.Threading;
import org.psci.reference.Bug;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code psci mutants}: whether the suite catches the reference machine with each of its bugs. */
@Command(
    name = "mutants",
    description = "Put the suite to the test: does it catch each bug of the reference machine?")
final class MutantsCommand implements Callable<Integer> {
  private static final int MOST_THREADS = 64;

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

  @Option(names = "--markdown", description = "Print a page in place of the table.")
  boolean markdown;

  @Option(names = "--json", description = "Print the same as JSON.")
  boolean json;

  @Override
  public Integer call() throws UsageException, JsonProcessingException {
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
    List<Bug> bugs = bugs();
    prepareProofs();
    PrintWriter progress = spec.commandLine().getErr();
    AtomicInteger done = new AtomicInteger();
    List<Mutant> mutants =
        new Mutants(budget, threads, seed, threading())
            .hunt(
                bugs,
                mutant -> {
                  progress.println(
                      done.incrementAndGet() + " of " + bugs.size() + ": " + mutant.bug().id());
                  progress.flush();
                });
    writeProofs(mutants);
    MutantTable table = new MutantTable(mutants);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(table, mutants));
    } else if (markdown) {
      out.print(table.markdown(command()));
    } else {
      table.lines().forEach(out::println);
    }
    out.flush();
    return table.score().isFull() ? Exit.OK : Exit.DEVIATION;
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
    return Words.join(words);
  }

  private String json(MutantTable table, List<Mutant> mutants) throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode all = mapper.createObjectNode();
    all.put("seed", seed);
    all.put("budget", budget);
    all.put("caught", table.score().caught());
    all.put("countable", table.score().countable());
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
}
