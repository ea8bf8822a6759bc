// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.psci.spec.explore.ExplorationReport;
import org.psci.spec.rule.Rule;

/** What explorations found, as JSON. */
final class ExploreJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ExploreJson() {}

  static String of(List<ExplorationReport> reports) throws JsonProcessingException {
    ObjectNode all = MAPPER.createObjectNode();
    for (ExplorationReport report : reports) {
      add(report, all.withArray("explorations").addObject());
    }
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }

  private static void add(ExplorationReport report, ObjectNode node) {
    node.put("version", report.setting().version().toString());
    node.put("cores", report.setting().topology().size());
    node.put("clusters", report.setting().topology().clusters().size());
    node.put("modes", report.setting().modes().name());
    node.put("trustedOs", report.setting().trustedOs().name());
    node.put("threads", report.threads());
    node.put("holds", report.holds());
    node.put("states", report.states());
    node.put("changesOfPlaces", report.changesOfPlaces());
    node.put("stored", report.stored());
    node.put("transitions", report.transitions());
    node.put("depth", report.depth());
    node.put("seconds", report.seconds());
    node.put("statesPerSecond", report.statesPerSecond());
    for (ExplorationReport.Checked checked : report.invariants()) {
      ObjectNode one = node.withArray("invariants").addObject();
      one.put("name", checked.invariant().name());
      one.put("sentence", checked.invariant().sentence());
      ids(checked.invariant().rules(), one.putArray("rules"));
      one.put("broken", checked.broken());
      checked.example().ifPresent(broken -> one.put("example", broken.toString()));
      ArrayNode way = one.putArray("way");
      checked.way().forEach(way::add);
    }
    ObjectNode ends = node.putObject("deadEnds");
    report.deadEnds().forEach((end, count) -> ends.put(end.name(), count));
    ArrayNode unanswered = node.putArray("unanswered");
    report.unanswered().forEach(action -> unanswered.add(action.toString()));
    report.refinement().ifPresent(compared -> add(compared, node.putObject("refinement")));
    ids(report.unusedRules(), node.putArray("unusedRules"));
    ObjectNode coverage = node.putObject("coverage");
    report
        .coverage()
        .forEach(
            (name, results) -> {
              ObjectNode function = coverage.putObject(name);
              results.forEach(function::put);
            });
  }

  private static void add(ExplorationReport.Compared compared, ObjectNode node) {
    node.put("olderVersion", compared.older().toString());
    node.put("holds", compared.holds());
    node.put("unexplained", compared.unexplained());
    ObjectNode differences = node.putObject("differences");
    compared.differences().forEach(differences::put);
    ArrayNode examples = node.putArray("examples");
    compared.examples().forEach(examples::add);
    node.put("seconds", compared.seconds());
  }

  private static void ids(List<Rule> rules, ArrayNode array) {
    rules.forEach(rule -> array.add(rule.id()));
  }
}
