// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says in one line what is wrong with the words of a command line, and what may have been meant.
 */
final class WrongWords implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    command.getErr().println(line(message(exception), command));
    return Exit.USAGE;
  }

  /** What is wrong, and where it says what would be right. */
  static String line(String message, CommandLine command) {
    return "psci: "
        + oneLine(message)
        + "; see "
        + command.getCommandSpec().qualifiedName()
        + " --help";
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " | ");
  }

  /** What is wrong. */
  static String message(ParameterException exception) {
    CommandSpec command = exception.getCommandLine().getCommandSpec();
    if (exception instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      return stranger(unmatched.getUnmatched().get(0), command);
    }
    if (exception instanceof MissingParameterException missing) {
      return needs(command, missing.getMissing());
    }
    if (exception instanceof OverwrittenOptionException twice) {
      return name(twice.getOverwritten()) + " stands there twice";
    }
    ArgSpec about = exception.getArgSpec();
    if (about != null && exception.getValue() != null) {
      return name(about) + " is " + kind(about) + ", not '" + exception.getValue() + "'";
    }
    return String.valueOf(exception.getMessage());
  }

  /** A word that has no place in this command. */
  private static String stranger(String word, CommandSpec command) {
    if (word.startsWith("-")) {
      return UsageException.nothing("option", word.replaceFirst("=.*", ""), options(command));
    }
    if (!command.subcommands().isEmpty() && command.positionalParameters().isEmpty()) {
      return UsageException.nothing("command", word, command.subcommands().keySet());
    }
    if (TargetKinds.find(word).isPresent() && command.findOption("--target") != null) {
      return "'" + word + "' has no place here; a target is chosen by --target " + word;
    }
    return "'" + word + "' is one word too many";
  }

  private static List<String> options(CommandSpec command) {
    List<String> names = new ArrayList<>();
    for (OptionSpec option : command.options()) {
      names.addAll(List.of(option.names()));
      if (option.negatable()) {
        names.add(option.longestName().replaceFirst("--", "--no-"));
      }
    }
    return names;
  }

  private static String needs(CommandSpec command, List<ArgSpec> missing) {
    if (missing.get(0).isOption()) {
      return name(missing.get(0)) + " needs a value, " + missing.get(0).paramLabel();
    }
    List<String> labels = missing.stream().map(WrongWords::name).toList();
    return command.qualifiedName() + " needs " + String.join(" and ", labels);
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String kind(ArgSpec argument) {
    Class<?> type = argument.type();
    if (type == Path.class) {
      return "the name of a file";
    }
    return type == double.class || type == Double.class ? "a number" : "a whole number";
  }
}
