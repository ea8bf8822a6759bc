// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.Shape;
import org.psci.conformance.review.Claim;
import org.psci.conformance.review.Review;
import org.psci.conformance.review.Review.Cell;
import org.psci.conformance.review.Review.CellVerdict;
import org.psci.conformance.scenario.Scenario;
import org.psci.spec.rule.RuleCatalogue;

/** Proves that the page of a review is, down to the letter, what {@code review.md} holds. */
class ReviewPageTest {
  private static final Claim.Embodiment SLEEPY =
      new Claim.Embodiment("machine --bug sleepy", "never wakes");
  private static final Claim.Embodiment LOST =
      new Claim.Embodiment("gone --bug sleepy", "never wakes either");
  private static final Claim.Embodiment LIGHT =
      new Claim.Embodiment("machine --light", "sleeps lightly");

  @Test
  void pageIsWrittenFromWhatWasFound() throws IOException {
    assertThat(ReviewPage.markdown(review(), "./psci review --out page.md"))
        .isEqualTo(expected("review.md"));
  }

  private static String expected(String name) throws IOException {
    try (InputStream in = ReviewPageTest.class.getResourceAsStream(name)) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Review review() {
    return new Review(
        "1.2.3",
        "0123456789abcdef",
        List.of("Two people read one text.", "They did not read the same."),
        List.of(
            ran("machine", Review.Kind.TARGET),
            ran("machine --light", Review.Kind.TARGET),
            gone("gone", Review.Kind.TARGET),
            ran("machine --bug sleepy", Review.Kind.BUG),
            ran("machine --bug other", Review.Kind.BUG),
            ran("machine --bug hidden", Review.Kind.BUG),
            ran("machine --bug dying", Review.Kind.BUG),
            gone("gone --bug sleepy", Review.Kind.BUG)),
        List.of(settled(), lawful()));
  }

  private static Review.Machine ran(String words, Review.Kind kind) {
    return new Review.Machine(
        words, kind, Optional.of("some " + words), Optional.of("1.1"), Optional.empty());
  }

  private static Review.Machine gone(String words, Review.Kind kind) {
    return new Review.Machine(
        words, kind, Optional.empty(), Optional.empty(), Optional.of("it is not installed"));
  }

  private static Claim claim(
      String id, Claim.By by, Claim.Verdict verdict, List<String> open, boolean caught) {
    return new Claim(
        id,
        by,
        "It is so | or not.",
        verdict,
        List.of("It is not.", "Nor was it."),
        List.of(RuleCatalogue.rule("SUSP-10")),
        List.of(
            new Scenario(
                "suspend-some",
                List.of("SUSP-10"),
                List.of(),
                Optional.empty(),
                new Program(new Shape(1, 1), List.of()))),
        caught ? List.of(SLEEPY, LOST) : List.of(),
        caught ? List.of() : List.of(LIGHT),
        open);
  }

  private static Review.Outcome settled() {
    return new Review.Outcome(
        claim("A1", Claim.By.AUTHOR, Claim.Verdict.WRONG, List.of(), true),
        List.of(
            new Review.Settled(
                "A1.1",
                SLEEPY,
                "topology 1x1\ncore 0: PSCI_VERSION\n",
                "core 0 never came back",
                List.of("the core comes back [SUSP-10]"),
                List.of("SUSP-10", "SM-02"),
                List.of("core 0: PSCI_VERSION() returned 1.1 (65537)", "core 0 never came back"),
                false)),
        List.of(new Review.Unsettled(LOST, "not run: it is not installed")),
        List.of(
            asSpecified(2, ""),
            new Cell(
                CellVerdict.AS_SPECIFIED, List.of(), "", 0, 50, 2, 1, "no wake-ups here", 9, 0),
            notRun(),
            deviates(CellVerdict.DEVIATES, "SUSP-10"),
            deviates(CellVerdict.DEVIATES_ELSEWHERE, "PD-05"),
            asSpecified(2, ""),
            new Cell(CellVerdict.NO_VERDICT, List.of(), "", 0, 1, 2, 2, "the machine died", 0, 0),
            notRun()));
  }

  private static Review.Outcome lawful() {
    return new Review.Outcome(
        claim("R1", Claim.By.REVIEWER, Claim.Verdict.ALLOWED, List.of("Why it is so."), false),
        List.of(),
        List.of(),
        List.of(
            asSpecified(2, ""),
            asSpecified(2, ""),
            notRun(),
            asSpecified(2, ""),
            asSpecified(2, ""),
            asSpecified(2, ""),
            asSpecified(2, ""),
            notRun()));
  }

  private static Cell asSpecified(int programs, String why) {
    return new Cell(CellVerdict.AS_SPECIFIED, List.of(), "", 0, 100, programs, programs, why, 3, 4);
  }

  private static Cell deviates(CellVerdict verdict, String rule) {
    return new Cell(verdict, List.of(rule), "suspend-some", 7, 50, 2, 2, "", 0, 0);
  }

  private static Cell notRun() {
    return new Cell(CellVerdict.NOT_RUN, List.of(), "", 0, 0, 2, 0, "it is not installed", 0, 0);
  }
}
