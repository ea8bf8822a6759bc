// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * How the help is laid out: commands by what they are for, options by the targets that take them.
 */
final class HelpPage {
  private static final int WIDTH = 80;
  private static final String TARGET = "--target";

  /** Commands under their headings. */
  static final Map<String, List<String>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put(
        "Judge an implementation",
        List.of("run", "report", "replay", "judge", "readings", "review"));
    COMMANDS.put("Find one, or bring your own", List.of("targets", "check-adapter"));
    COMMANDS.put("Read the specification", List.of("explain", "rules", "explore"));
    COMMANDS.put("Put the suite itself to the test", List.of("mutants", "soak", "bench"));
  }

  private HelpPage() {}

  /** Lays out the help of a command and of all below it. */
  static void layOut(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    spec.usageMessage().abbreviateSynopsis(true);
    if (spec.parent() == null) {
      spec.usageMessage().commandListHeading("");
      command
          .getHelpSectionMap()
          .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpPage::commands);
    }
    if (spec.mixins().values().stream().anyMatch(m -> m.userObject() instanceof TargetChoice)) {
      command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpPage::options);
    }
    command.getSubcommands().values().forEach(HelpPage::layOut);
  }

  private static String commands(Help help) {
    StringBuilder page = new StringBuilder();
    for (Map.Entry<String, List<String>> some : COMMANDS.entrySet()) {
      Map<String, Help> named = new LinkedHashMap<>();
      some.getValue().forEach(name -> named.put(name, help.subcommands().get(name)));
      page.append(String.format("%n%s:%n", some.getKey())).append(help.commandList(named));
    }
    return page.toString();
  }

  /** The options of the command itself, then what each target takes. */
  private static String options(Help help) {
    Map<String, OptionSpec> ofTargets = new LinkedHashMap<>();
    CommandSpec.forAnnotatedObject(new TargetChoice())
        .options()
        .forEach(option -> ofTargets.put(option.longestName(), option));
    List<OptionSpec> own = new ArrayList<>();
    own.add(ofTargets.remove(TARGET));
    help.commandSpec().options().stream()
        .filter(option -> !option.longestName().equals(TARGET))
        .filter(option -> !ofTargets.containsKey(option.longestName()))
        .sorted(Comparator.comparing(OptionSpec::inherited)) // --help comes last
        .forEach(own::add);
    StringBuilder page = new StringBuilder(layout(help, own));
    Set<String> described = new HashSet<>();
    targetsByOptions()
        .forEach(
            (names, targets) -> {
              page.append(String.format("%nWith --target %s:%n", String.join(", ", targets)));
              List<String> known = names.stream().filter(described::contains).toList();
              List<OptionSpec> others =
                  names.stream().filter(described::add).map(ofTargets::get).toList();
              page.append(layout(help, others));
              if (!known.isEmpty()) {
                page.append(asAbove(known));
              }
            });
    return page.toString();
  }

  /** The names of options that were described before, broken into lines. */
  private static String asAbove(List<String> names) {
    StringBuilder lines = new StringBuilder();
    StringBuilder line = new StringBuilder("  as above:");
    for (String name : names) {
      if (line.length() + name.length() >= WIDTH) {
        lines.append(String.format("%s%n", line));
        line = new StringBuilder("           ");
      }
      line.append(' ').append(name);
    }
    return lines.append(String.format("%s%n", line)).toString();
  }

  /** Targets that take the same options, in the order in which they are listed elsewhere. */
  private static Map<List<String>, List<String>> targetsByOptions() {
    Map<List<String>, List<String>> targets = new LinkedHashMap<>();
    for (TargetKind kind : TargetKinds.ALL) {
      targets.computeIfAbsent(kind.options(), some -> new ArrayList<>()).add(kind.name());
    }
    return targets;
  }

  private static String layout(Help help, List<OptionSpec> options) {
    Help.Layout layout = help.createDefaultLayout();
    layout.addOptions(options, help.parameterLabelRenderer());
    return layout.toString();
  }
}
