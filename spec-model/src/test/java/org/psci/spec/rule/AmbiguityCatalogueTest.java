// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Proves that the open points are complete, and that each is looked at or says why it is not. */
class AmbiguityCatalogueTest {
  private static final Pattern ID_IN_SOURCE = Pattern.compile("\"(AMB-\\d\\d)\"");

  @Test
  void holdsAllPointsInOrder() {
    List<String> ids = new ArrayList<>();
    for (int number = 1; number <= 54; number++) {
      ids.add(String.format("AMB-%02d", number));
    }
    assertThat(AmbiguityCatalogue.all()).extracting(Ambiguity::id).isEqualTo(ids);
  }

  @Test
  void everyPointIsComplete() {
    assertThat(AmbiguityCatalogue.all())
        .allSatisfy(
            point -> {
              assertThat(point.section()).matches("\\d[\\d.]*(, \\d[\\d.]*)*");
              assertThat(point.question()).matches("(What|Wh|How|At|Under).*[^.?]");
              assertThat(point.unseen()).matches("|[A-Z].*\\.");
              assertThat(point.readings()).hasSizeGreaterThan(1);
              assertThat(point.readings())
                  .filteredOn(r -> r.standing() == Reading.Standing.DEFAULT)
                  .hasSizeLessThan(2);
              assertThat(point.readings()).anyMatch(Reading::isLawful);
            });
  }

  @Test
  void everyReadingIsComplete() {
    for (Ambiguity point : AmbiguityCatalogue.all()) {
      for (int index = 0; index < point.readings().size(); index++) {
        Reading reading = point.readings().get(index);
        assertThat(reading.ambiguity()).isEqualTo(point.id());
        assertThat(reading.letter()).isEqualTo(String.valueOf((char) ('A' + index)));
        assertThat(reading.sentence()).as(reading.toString()).matches("[A-Z].*\\.");
        assertThat(AmbiguityCatalogue.find(reading.toString())).contains(reading);
      }
    }
  }

  @Test
  void aPointWithoutDefaultHasEquallyRightReadings() {
    for (Ambiguity point : AmbiguityCatalogue.all()) {
      boolean hasDefault =
          point.readings().stream().anyMatch(r -> r.standing() == Reading.Standing.DEFAULT);
      long permitted =
          point.readings().stream().filter(r -> r.standing() == Reading.Standing.PERMITTED).count();
      assertThat(hasDefault || permitted > 1).as(point.id()).isTrue();
    }
  }

  @Test
  void everyPointIsLookedAtOrSaysWhyNot() throws IOException {
    Set<String> named = named();
    assertThat(AmbiguityCatalogue.all())
        .allSatisfy(
            point ->
                assertThat(named.contains(point.id()))
                    .as("%s is named by the model or the oracle", point.id())
                    .isEqualTo(point.unseen().isEmpty()));
  }

  private static Set<String> named() throws IOException {
    Path root = Path.of(System.getProperty("psci.root", ".."));
    Set<String> named = new HashSet<>();
    for (String place :
        List.of(
            "spec-model/src/main/java/org/psci/spec/clause",
            "spec-model/src/main/java/org/psci/spec/function",
            "spec-model/src/main/java/org/psci/spec/model",
            "spec-model/src/main/java/org/psci/spec/step",
            "conformance-tests/src/main/java/org/psci/conformance/oracle")) {
      try (Stream<Path> files = Files.walk(root.resolve(place))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          ID_IN_SOURCE
              .matcher(Files.readString(file))
              .results()
              .map((MatchResult match) -> match.group(1))
              .forEach(named::add);
        }
      }
    }
    return named;
  }

  @Test
  void unknownPointsAndReadingsAreRefused() {
    assertThat(AmbiguityCatalogue.find("AMB-99 A")).isEqualTo(Optional.empty());
    assertThatThrownBy(() -> AmbiguityCatalogue.ambiguity("AMB-99"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AmbiguityCatalogue.ambiguity("AMB-01").reading("Z"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("AMB-01 has no reading Z");
  }

  @Test
  void faultStaysAFaultUnderASecondOpenPoint() {
    Because fault = Because.of("AFF-06").under("AMB-26", "B");
    assertThat(fault.isLawful()).isFalse();
    assertThat(fault.under("AMB-04", "B")).isEqualTo(fault);
    Because narrow = Because.of("AFF-06").under("AMB-26", "A").under("AMB-04", "B");
    assertThat(narrow.reading()).contains(AmbiguityCatalogue.ambiguity("AMB-04").reading("B"));
  }

  @Test
  void ofTwoEquallyRightReadingsTheLaterOneIsNamed() {
    Because pending = Because.of("CPU_ON-06").under("AMB-13", "A");
    assertThat(pending.under("AMB-09", "C").reading()).map(Reading::toString).contains("AMB-09 C");
  }

  @Test
  void faultNamesItsReading() {
    assertThat(AmbiguityCatalogue.find("AMB-27 B").orElseThrow().asFault())
        .isEqualTo("AMB-27 B, which is a fault: OFF: none of its cores is ON.");
  }
}
