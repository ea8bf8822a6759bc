// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.psci.conformance.run.Suite;
import org.psci.conformance.target.TargetException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** The command {@code psci}, of which all others are parts. */
@Command(
    name = "psci",
    description = "Checks implementations of Arm PSCI against an executable model of its rules.",
    subcommands = {
      RunCommand.class,
      ReportCommand.class,
      ReplayCommand.class,
      JudgeCommand.class,
      TargetsCommand.class,
      ExplainCommand.class,
      ExploreCommand.class,
      ReadingsCommand.class,
      ReviewCommand.class,
      RulesCommand.class,
      CheckAdapterCommand.class,
      BenchCommand.class,
      MutantsCommand.class,
      SoakCommand.class
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Psci.VersionProvider.class,
    footer = {
      "",
      "Exit codes: 0 conforms, 1 violations, 2 wrong usage, 3 no verdict.",
    })
public final class Psci {

  /** Where {@code --version} gets its answer. */
  static final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"PSCI conformance suite " + Suite.version()};
    }
  }

  private Psci() {}

  /** Runs a command and ends with its exit code. */
  public static void main(String[] arguments) {
    System.exit(execute(arguments));
  }

  /** Runs a command; its exit code is one of {@link Exit}. */
  static int execute(String... arguments) {
    CommandLine commandLine = new CommandLine(new Psci());
    commandLine.setExecutionExceptionHandler(
        (exception, command, result) -> {
          String message = message(exception);
          boolean isAboutWords = exception instanceof UsageException usage && usage.isAboutWords();
          command
              .getErr()
              .println(isAboutWords ? WrongWords.line(message, command) : "psci: " + message);
          return exception instanceof UsageException ? Exit.USAGE : Exit.NO_VERDICT;
        });
    commandLine.setParameterExceptionHandler(new WrongWords());
    HelpPage.layOut(commandLine);
    if (arguments.length == 0) {
      commandLine.usage(System.out);
      return Exit.USAGE;
    }
    try {
      return commandLine.execute(arguments);
    } catch (LinkageError
        | VirtualMachineError e) { // exit code 1 would mean that there are deviations
      System.err.println("psci: the suite cannot go on: " + e);
      return Exit.NO_VERDICT;
    }
  }

  private static String message(Exception exception) {
    if (exception instanceof UsageException
        || exception instanceof TargetException
        || exception instanceof UncheckedIOException
        || exception instanceof IOException) {
      return String.valueOf(exception.getMessage());
    }
    return "a fault of the suite itself, please report it: "
        + exception
        + " at "
        + (exception.getStackTrace().length > 0 ? exception.getStackTrace()[0] : "?");
  }
}
