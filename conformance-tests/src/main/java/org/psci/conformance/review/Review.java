// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.review;

import java.util.List;
import java.util.Optional;

/**
 * What came of putting the claims to the test.
 *
 * @param suite version of the suite
 * @param catalogue SHA-256 of the rule catalogue that was judged by
 * @param introduction what the review was, in sentences
 * @param machines all machines, targets first
 * @param claims all claims in order
 */
public record Review(
    String suite,
    String catalogue,
    List<String> introduction,
    List<Machine> machines,
    List<Outcome> claims) {

  public Review {
    introduction = List.copyOf(introduction);
    machines = List.copyOf(machines);
    claims = List.copyOf(claims);
  }

  /**
   * A machine that the claims were tried on.
   *
   * @param words the words that choose it on the command line
   * @param kind why it is there
   * @param implementation its name and version; empty if it did not run
   * @param version what PSCI_VERSION answered; empty if it did not run
   * @param notRun why it did not run; empty if it did
   */
  public record Machine(
      String words,
      Kind kind,
      Optional<String> implementation,
      Optional<String> version,
      Optional<String> notRun) {}

  /** Why a machine is there. */
  public enum Kind {
    TARGET,
    BUG
  }

  /**
   * A claim and what the machines say of it.
   *
   * @param claim the claim
   * @param settled the programs that settle it, in the order of {@link Claim#caught}
   * @param unsettled the machines that should have been caught and were not, or did not run
   * @param cells one for each machine of the review, in its order
   */
  public record Outcome(
      Claim claim, List<Settled> settled, List<Unsettled> unsettled, List<Cell> cells) {
    public Outcome {
      settled = List.copyOf(settled);
      unsettled = List.copyOf(unsettled);
      cells = List.copyOf(cells);
    }
  }

  /**
   * A program on which a machine gives itself away.
   *
   * @param name the claim and a number; machines with one program have one name
   * @param by the machine and what it does
   * @param program the text of the program
   * @param observed what was seen
   * @param permitted what would have been permitted
   * @param rules the rules that were broken, the most telling first
   * @param history everything that was seen of it, parking included
   * @param minimal whether no part of it can be left out; else the time was over
   */
  public record Settled(
      String name,
      Claim.Embodiment by,
      String program,
      String observed,
      List<String> permitted,
      List<String> rules,
      List<String> history,
      boolean minimal) {
    public Settled {
      history = List.copyOf(history);
      permitted = List.copyOf(permitted);
      rules = List.copyOf(rules);
    }
  }

  /**
   * A machine for which there is no program.
   *
   * @param by the machine and what it does
   * @param why what stood in the way
   */
  public record Unsettled(Claim.Embodiment by, String why) {}

  /**
   * What one machine says of one claim.
   *
   * @param verdict the verdict
   * @param rules the rules that it broke
   * @param program the program that showed it most often
   * @param shown in how many runs of that program
   * @param runs of how many; without a deviation all runs of all programs
   * @param programs how many programs the claim has
   * @param programsRun how many of them ran on this machine
   * @param why why there is no verdict, or why nothing ran
   * @param returned how many requests for power-down returned SUCCESS
   * @param entered how many ended in an entry
   */
  public record Cell(
      CellVerdict verdict,
      List<String> rules,
      String program,
      int shown,
      int runs,
      int programs,
      int programsRun,
      String why,
      int returned,
      int entered) {
    public Cell {
      rules = List.copyOf(rules);
    }
  }

  /** The verdicts on a machine in the light of a claim. */
  public enum CellVerdict {
    AS_SPECIFIED,
    /** A rule of the claim is broken. */
    DEVIATES,
    /** Rules are broken, but none of the claim. */
    DEVIATES_ELSEWHERE,
    NO_VERDICT,
    NOT_RUN
  }
}
