// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.psci.spec.rule.RuleCatalogue;

/** Proves that the oracle names no rule that does not exist, which it would notice too late. */
class RuleNamesTest {
  private static final Pattern ID = Pattern.compile("\"((?!AMB-)[A-Z][A-Z0-9_]*-\\d\\d)\"");

  @Test
  void oracleNamesRulesOfTheCatalogue() throws IOException {
    TreeSet<String> named = new TreeSet<>();
    Path sources =
        Path.of(System.getProperty("psci.root", ".."), "conformance-tests/src/main/java");
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        ID.matcher(Files.readString(file)).results().map(m -> m.group(1)).forEach(named::add);
      }
    }
    assertThat(named).hasSizeGreaterThan(10);
    assertThat(named).allMatch(id -> RuleCatalogue.find(id).isPresent());
  }
}
