// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.reference.Bug;

/** Proves that the claims are complete, and that a broken file of claims is explained. */
class ClaimsFileTest {
  private static final String GOOD =
      """
      {
        "introduction": ["Once upon a time."],
        "targets": ["reference"],
        "bugs": [],
        "claims": [
          {
            "id": "A1",
            "by": "author",
            "says": "It is so.",
            "verdict": "half right",
            "specification": ["It is not quite so."],
            "rules": ["SUSP-01"],
            "scenarios": ["suspend-standby"],
            "caught": [],
            "lawful": [],
            "open": []
          }
        ]
      }
      """;

  @Test
  void allClaimsOfTheReviewAreThere() {
    assertThat(ClaimsFile.builtIn().claims())
        .extracting(Claim::id)
        .containsExactly(
            "A1", "A2", "A3", "A4", "A5", "A6", "A7", "R1", "R2", "R3", "R4", "R5", "R6", "R7",
            "R8", "R9");
  }

  @Test
  void everyMachineThatIsToBeCaughtIsListedAsABug() {
    Claims claims = ClaimsFile.builtIn();
    for (Claim claim : claims.claims()) {
      assertThat(claims.bugs())
          .containsAll(claim.caught().stream().map(Claim.Embodiment::machine).toList());
    }
  }

  /** What shows only in nodes above the core, or was found long after the review. */
  private static final Set<Bug> BEYOND_THE_REVIEW =
      EnumSet.of(
          Bug.SUSPEND_CORE_REQUEST_VOTES_CLUSTER,
          Bug.SUSPEND_REENTRY_KEEPS_DAIF,
          Bug.SUSPEND_BAD_ENTRY_CODE,
          Bug.SUSPEND_REFUSED_CLOBBERS,
          Bug.ABANDON_CLOBBERS_ENTRY,
          Bug.ABANDON_LEAVES_ANCESTOR_STATE);

  @Test
  void everyBugOfTheReferenceMachineThatIsAboutSuspendingIsListed() {
    List<String> wanted =
        Arrays.stream(Bug.values())
            .filter(bug -> bug.name().startsWith("SUSPEND") || bug.name().startsWith("ABANDON"))
            .filter(bug -> !BEYOND_THE_REVIEW.contains(bug))
            .map(bug -> "reference --bug " + bug.id())
            .toList();
    assertThat(ClaimsFile.builtIn().bugs()).containsAll(wanted);
  }

  @Test
  void goodTextIsRead() {
    Claims claims = ClaimsFile.parse("some.json", GOOD);
    Claim claim = claims.claims().get(0);
    assertThat(claim.verdict()).isEqualTo(Claim.Verdict.HALF_RIGHT);
    assertThat(claim.rules()).extracting(Object::toString).containsExactly("SUSP-01");
    assertThat(claim.scenarios().get(0).name()).isEqualTo("suspend-standby");
    assertThat(claims.machines()).containsExactly("reference");
  }

  @ParameterizedTest(name = "{1} in place of {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "SUSP-01"             | "SUSP-99"     | some.json:12: no rule is called 'SUSP-99'; rules look like SUSP-01
          "suspend-standby"     | "sleep"       | some.json:13: no scenario is called 'sleep'; scenarios.txt lists them
          "half right"          | "maybe"       | some.json:10: Cannot deserialize value of type
          "says"                | "said"        | some.json:17: Missing creator property 'says' (index 2); a claim has id, by,
          "rules": ["SUSP-01"]  | "rules": []   | some.json:17: Cannot construct instance
          ,"open": []           |               | some.json:17: Missing creator property 'open'
          "caught": [],         | "caught": []  | some.json:15: Unexpected character
          """)
  void brokenTextIsExplained(String good, String broken, String message) {
    String text = GOOD.replace(",\n      \"open\": []", "\n      ,\"open\": []");
    String wrong = text.replace(good, broken == null ? "" : broken);
    assertThat(wrong).isNotEqualTo(text);
    assertThatThrownBy(() -> ClaimsFile.parse("some.json", wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void secondClaimOfOneNameIsRefused() {
    int begin = GOOD.indexOf("    {\n");
    String claim = GOOD.substring(begin, GOOD.indexOf("  ]\n}"));
    String twice = GOOD.replace(claim, claim.stripTrailing() + ",\n" + claim);
    assertThatThrownBy(() -> ClaimsFile.parse("some.json", twice))
        .hasMessage("some.json:19: there is a claim A1 already; give this one an id of its own");
  }
}
