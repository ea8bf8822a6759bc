// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.psci.adapter.qemu.TestFirmwareBug;
import org.psci.conformance.rules.RuleCheck;
import org.psci.conformance.rules.RuleChecks;
import org.psci.reference.Bug;

/** Bugs that can be switched on in a machine of the suite. */
final class BugTopic implements Topic {
  /**
   * What is known of a bug.
   *
   * @param id its name
   * @param summary what it does
   * @param rules those that it breaks, as far as that is known
   * @param remarks what else there is to say
   */
  private record Known(String id, String summary, List<String> rules, List<String> remarks) {}

  private final String target;
  private final List<Known> bugs;

  private BugTopic(String target, List<Known> bugs) {
    this.target = target;
    this.bugs = bugs;
  }

  /** Those of the reference machine. */
  static BugTopic ofReference() {
    return new BugTopic(
        TargetKinds.REFERENCE.name(), Arrays.stream(Bug.values()).map(BugTopic::known).toList());
  }

  private static Known known(Bug bug) {
    List<String> remarks = new ArrayList<>();
    remarks.add("origin: " + bug.origin());
    bug.notCounted().ifPresent(why -> remarks.add("no run has to find it: " + why));
    return new Known(bug.id(), bug.summary(), bug.rules(), remarks);
  }

  /** Those of the test firmware: known are the rules that are proved with them. */
  static BugTopic ofTestFirmware() {
    return new BugTopic(
        TestFirmwareKind.NAME,
        Arrays.stream(TestFirmwareBug.values())
            .map(bug -> new Known(bug.id(), bug.summary(), provedBy(bug), List.of()))
            .toList());
  }

  private static List<String> provedBy(TestFirmwareBug bug) {
    Optional<String> proof = Optional.of(TestFirmwareKind.NAME + ":" + bug.id());
    return RuleChecks.all().stream()
        .filter(check -> check.proof().equals(proof))
        .map(RuleCheck::rule)
        .map(rule -> rule.id())
        .toList();
  }

  @Override
  public String summary() {
    return bugs.size() + " bugs of " + target + ", such as " + bugs.get(0).id();
  }

  @Override
  public List<String> names() {
    return bugs.stream().map(Known::id).toList();
  }

  @Override
  public List<String> explain(String word) {
    List<String> lines = new ArrayList<>();
    for (Known bug : bugs) {
      if (bug.id().equalsIgnoreCase(word)) {
        lines.add(bug.id() + ": a bug of " + target + ": " + bug.summary());
        if (!bug.rules().isEmpty()) {
          lines.add("  breaks: " + String.join(", ", bug.rules()));
        }
        bug.remarks().forEach(remark -> lines.add("  " + remark));
        lines.add("  switch it on: ./psci run --target " + target + " --bug " + bug.id());
      }
    }
    return lines;
  }
}
