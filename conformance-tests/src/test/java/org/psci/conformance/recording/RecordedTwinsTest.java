// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.psci.conformance.oracle.Judgement;
import org.psci.spec.rule.Rule;

/**
 * Proves that histories of real implementations are told from their twins, which differ in one
 * field of one event.
 */
class RecordedTwinsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A line of the table. */
  record Twin(
      String recording,
      boolean isOtherLawful,
      int event,
      String field,
      String value,
      String rules) {
    static Twin of(String line) {
      String[] columns = line.split("\t", -1);
      return new Twin(
          columns[0],
          columns[1].equals("other"),
          Integer.parseInt(columns[2]),
          columns[3],
          columns[4],
          columns[5]);
    }
  }

  static List<Twin> twins() throws IOException {
    return read("twins.tsv").lines().filter(line -> !line.startsWith("#")).map(Twin::of).toList();
  }

  private static String read(String name) throws IOException {
    try (InputStream in = RecordedTwinsTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @MethodSource("twins")
  void oneIsLawfulAndTheOtherIsNot(Twin twin) throws Exception {
    String recorded = read(twin.recording + ".json");
    ObjectNode changed = (ObjectNode) JSON.readTree(recorded);
    ((ObjectNode) changed.get("events").get(twin.event)).set(twin.field, JSON.readTree(twin.value));
    String other = changed.toString();

    Judgement lawful = judge(twin.isOtherLawful ? other : recorded);
    assertThat(lawful.violations()).isEmpty();
    assertThat(lawful.undecided()).isEmpty();
    Judgement unlawful = judge(twin.isOtherLawful ? recorded : other);
    assertThat(unlawful.violations()).isNotEmpty();
    assertThat(unlawful.violations().get(0).rules())
        .as("by %s", unlawful.violations().get(0).causes())
        .extracting(Rule::id)
        .containsExactlyInAnyOrder(twin.rules.split(" ", -1));
  }

  private static Judgement judge(String text) {
    return RecordingText.parse("twin", text).judge();
  }

  @ParameterizedTest
  @MethodSource("twins")
  void recordingIsWrittenAsItWasRead(Twin twin) throws Exception {
    String recorded = read(twin.recording + ".json");
    assertThat(RecordingText.of(RecordingText.parse("twin", recorded))).isEqualTo(recorded);
    assertThat(Arrays.asList(recorded.split("\n", -1))).hasSizeGreaterThan(5);
  }
}
