// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code psci explain}: what is behind a name. */
@Command(
    name = "explain",
    description =
        "Say what is behind a name: a rule, a function, an open point, a scenario, a bug.")
final class ExplainCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description =
          "For instance CPU_ON-05, CPU_ON, AMB-13, AMB-13 B, race-for-one-core or"
              + " cpuon-torn-pc-ctx. Without a name: what there is.")
  List<String> words = List.of();

  @Override
  public Integer call() throws UsageException {
    List<Topic> topics =
        List.of(
            new FunctionTopic(),
            new RuleTopic(),
            new PointTopic(),
            new ScenarioTopic(),
            BugTopic.ofReference(),
            BugTopic.ofTestFirmware());
    List<String> lines = new ArrayList<>();
    for (String word : withLetters(words)) {
      lines.addAll(explain(word, topics));
    }
    if (words.isEmpty()) {
      lines.add("psci explain NAME knows");
      topics.forEach(topic -> lines.add("  " + topic.summary()));
      lines.add("'psci rules' lists all rules, 'psci targets NAME' the bugs of a target.");
    }
    PrintWriter out = spec.commandLine().getOut();
    lines.forEach(out::println);
    out.flush();
    return Exit.OK;
  }

  /** The letter of a reading belongs to the word before it. */
  private static List<String> withLetters(List<String> words) {
    List<String> whole = new ArrayList<>();
    for (String word : words) {
      if (word.length() == 1 && !whole.isEmpty()) {
        whole.add(whole.remove(whole.size() - 1) + " " + word);
      } else {
        whole.add(word);
      }
    }
    return whole;
  }

  private static List<String> explain(String word, List<Topic> topics) throws UsageException {
    List<String> lines = topics.stream().flatMap(topic -> topic.explain(word).stream()).toList();
    if (lines.isEmpty()) {
      throw UsageException.unknown(
          "rule, function, open point, scenario or bug",
          word,
          topics.stream().flatMap(topic -> topic.names().stream()).toList());
    }
    return lines;
  }
}
