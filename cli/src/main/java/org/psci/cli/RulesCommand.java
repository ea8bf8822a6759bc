// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.psci.conformance.rules.RuleCheck;
import org.psci.conformance.rules.RuleChecks;
import org.psci.report.RulesPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code psci rules}: what checks each rule, and what proves that the check can fail. */
@Command(
    name = "rules",
    description = "List the rules: what each demands, what checks it, and what proves the check.")
final class RulesCommand implements Callable<Integer> {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "Rules such as CPU_ON-05, or groups such as AFF (default: all).")
  List<String> ids = List.of();

  @Option(names = "--json", description = "Print the same as JSON.")
  boolean json;

  @Option(names = "--markdown", description = "Print the page docs/rules.md, with all rules.")
  boolean markdown;

  @Override
  public Integer call() throws UsageException {
    if (markdown && (json || !ids.isEmpty())) {
      throw new UsageException("--markdown prints the page of all rules; leave the rest out");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (markdown) {
      out.print(RulesPage.markdown());
    } else if (json) {
      out.println(asJson(wanted()));
    } else {
      for (RuleCheck check : wanted()) {
        RulesPage.lines(check).forEach(out::println);
      }
    }
    out.flush();
    return Exit.OK;
  }

  private List<RuleCheck> wanted() throws UsageException {
    if (ids.isEmpty()) {
      return RuleChecks.all();
    }
    List<RuleCheck> wanted = new ArrayList<>();
    for (String id : ids) {
      RuleNames.called(id).forEach(rule -> wanted.add(RuleChecks.of(rule)));
    }
    return wanted;
  }

  private static String asJson(List<RuleCheck> checks) {
    try {
      return JSON.writeValueAsString(checks.stream().map(RulesPage::data).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
