// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.psci.adapter.process.AdapterCheck;
import org.psci.adapter.process.CheckReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code psci check-adapter}: whether an adapter keeps the protocol. */
@Command(
    name = "check-adapter",
    description = "Check that an adapter keeps the protocol, and say what to mend.")
final class CheckAdapterCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "CMD", description = "The command that starts the adapter.")
  String command;

  @Override
  public Integer call() {
    CheckReport report = AdapterCheck.check(command);
    PrintWriter out = spec.commandLine().getOut();
    report.lines().forEach(out::println);
    out.flush();
    return report.passed() ? Exit.OK : Exit.DEVIATION;
  }
}
