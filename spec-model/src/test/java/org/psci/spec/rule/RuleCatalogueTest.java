// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.psci.spec.vocabulary.Version;

/**
 * Proves that the catalogue is whole and well-formed, and that the model names no rule beside it.
 */
class RuleCatalogueTest {
  private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9_]*-\\d\\d");
  private static final Pattern ID_IN_SOURCE = Pattern.compile("\"([A-Z][A-Z0-9_]*-\\d\\d)\"");

  @Test
  void holdsAllRules() {
    assertThat(RuleCatalogue.all()).hasSize(233);
    assertThat(RuleCatalogue.all()).extracting(Rule::id).doesNotHaveDuplicates();
  }

  @Test
  void everyRuleIsComplete() {
    assertThat(RuleCatalogue.all())
        .allSatisfy(
            rule -> {
              assertThat(rule.id()).matches(ID);
              assertThat(rule.area()).isNotBlank();
              assertThat(rule.section()).matches("-|SMCCC|\\d[\\d.]*(, \\d[\\d.]*)*.*");
              assertThat(rule.sentence()).endsWith(".").doesNotContain("\t");
              assertThat(rule.until().stream()).noneMatch(last -> last.isBefore(rule.since()));
            });
  }

  @Test
  void ruleKnowsItsPlaceAndItsName() {
    List<Rule> all = RuleCatalogue.all();
    for (int index = 0; index < all.size(); index++) {
      assertThat(all.get(index).index()).isEqualTo(index);
      assertThat(RuleCatalogue.rule(all.get(index).id())).isSameAs(all.get(index));
    }
  }

  @Test
  void rulesOfAGroupStandTogetherInOrder() {
    for (int index = 1; index < RuleCatalogue.all().size(); index++) {
      Rule before = RuleCatalogue.all().get(index - 1);
      Rule rule = RuleCatalogue.all().get(index);
      if (group(before).equals(group(rule))) {
        assertThat(rule.id()).isGreaterThan(before.id());
      }
    }
  }

  private static String group(Rule rule) {
    return rule.id().substring(0, rule.id().lastIndexOf('-'));
  }

  @Test
  void unknownRuleIsRefused() {
    assertThat(RuleCatalogue.find("CPU_ON-99")).isEmpty();
    assertThatThrownBy(() -> RuleCatalogue.rule("CPU_ON-99"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no rule CPU_ON-99 in the catalogue");
  }

  @Test
  void digestIsThatOfTheFile() throws Exception {
    byte[] file;
    try (InputStream in = RuleCatalogue.class.getResourceAsStream("rules.tsv")) {
      file = Objects.requireNonNull(in).readAllBytes();
    }
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(file);
    assertThat(RuleCatalogue.digest()).isEqualTo(HexFormat.of().formatHex(digest));
    assertThat(RuleCatalogue.digest()).isEqualTo(RuleCatalogue.digest());
  }

  @Test
  void ruleAppliesFromItsFirstVersionToItsLast() {
    Rule only02 = RuleCatalogue.rule("CONV-05");
    assertThat(only02.until()).isEqualTo(Optional.of(Version.V0_2));
    assertThat(only02.appliesTo(Version.V0_2)).isTrue();
    assertThat(only02.appliesTo(Version.V1_0)).isFalse();
    Rule from12 = RuleCatalogue.rule("CONV-11");
    assertThat(from12.appliesTo(Version.V1_1)).isFalse();
    assertThat(from12.appliesTo(Version.V1_2)).isTrue();
    assertThat(from12.appliesTo(Version.V1_3)).isTrue();
  }

  @Test
  void modelNamesNoOtherRules() throws IOException {
    TreeSet<String> named = new TreeSet<>();
    Path sources = Path.of(System.getProperty("psci.root", ".."), "spec-model/src/main/java");
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        ID_IN_SOURCE
            .matcher(Files.readString(file))
            .results()
            .map((MatchResult match) -> match.group(1))
            .filter(id -> !id.startsWith("AMB-"))
            .forEach(named::add);
      }
    }
    assertThat(named).hasSizeGreaterThan(50);
    assertThat(named).allMatch(id -> RuleCatalogue.find(id).isPresent());
  }

  @Test
  void reasonsAreBuiltFromRules() {
    Because why = Because.of("CPU_ON-05", "SM-04");
    assertThat(why.rules()).extracting(Rule::id).containsExactly("CPU_ON-05", "SM-04");
    assertThat(why.variation()).isEmpty();
    assertThat(why.under("AMB-04", "B").variation()).map(Reading::toString).contains("AMB-04 B");
    Because telling = why.revealing("presence of CPU_ON", 1, "CONV-07");
    assertThat(telling.facts())
        .containsExactly(new Fact("presence of CPU_ON", 1, RuleCatalogue.rule("CONV-07")));
    assertThat(telling.rules()).isEqualTo(why.rules());
    assertThatThrownBy(() -> Because.of("CPU_ON-99")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyWhatMustBeBinds() {
    assertThat(RuleCatalogue.rule("CPU_ON-05").binds()).isTrue();
    assertThat(RuleCatalogue.rule("CPU_ON-11").binds()).isFalse();
    assertThat(RuleCatalogue.rule("CPU_ON-05").basisWord()).isEqualTo("stated");
  }
}
