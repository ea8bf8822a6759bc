// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.target.TargetException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code psci targets}: what can be tested here. */
@Command(
    name = "targets",
    subcommands = FetchCommand.class,
    description = "List the targets, and what each of them needs.")
final class TargetsCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "Say all about this target: its options, its bugs.")
  @Nullable String name;

  @Override
  public Integer call() throws UsageException {
    PrintWriter out = spec.commandLine().getOut();
    if (name == null) {
      TargetKinds.ALL.forEach(kind -> brief(out, kind));
      out.println("'psci targets NAME' says more about one of them.");
    } else {
      TargetKind kind = TargetKinds.named(name);
      brief(out, kind);
      out.println("  options: " + String.join(" ", kind.options()));
      kind.details().forEach(line -> out.println("    " + line));
    }
    out.flush();
    return Exit.OK;
  }

  private static void brief(PrintWriter out, TargetKind kind) {
    List<String> lines = kind.summary().lines().toList();
    out.printf("%-13s %s%n", kind.name(), state(kind));
    lines.forEach(line -> out.println("              " + line));
  }

  private static String state(TargetKind kind) {
    try {
      String found = kind.found();
      return "ready" + (found.isEmpty() ? "" : ": " + found);
    } catch (TargetException e) {
      return "not here: " + e.getMessage();
    }
  }
}
