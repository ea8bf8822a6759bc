// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.record.ProgramVerdict;
import org.psci.conformance.record.RaceOutcome;

/**
 * The outcome of a run, as it stands in {@code results.json}.
 *
 * @param suite version of the suite
 * @param catalogue SHA-256 of the rule catalogue that was judged by
 * @param scenarioList the version of the list of fixed scenarios
 * @param target name of the target on the command line
 * @param choice the words on the command line that choose the target; empty if there are none
 * @param profile what was under test
 * @param psciVersion what PSCI_VERSION answered
 * @param seed the seed of the random programs
 * @param counts how much was done
 * @param verdict the verdict
 * @param reason the verdict in a sentence
 * @param rules every rule of the catalogue
 * @param causes what is broken
 * @param doubts what was seen that may be a deviation, or may be none
 * @param readings the open points on which the run saw what the implementation does
 * @param coverage how much of the model was met
 * @param scenarios the questions of the start and the fixed scenarios
 * @param random the random programs
 * @param undecided programs without a verdict
 * @param skipped scenarios that this machine lacks the cores, the functions or the interrupts for
 * @param remarks what is to be known of the target beside the verdict
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Results(
    String suite,
    String catalogue,
    @Nullable String scenarioList,
    String target,
    String choice,
    ProfileData profile,
    String psciVersion,
    long seed,
    Counts counts,
    Verdict verdict,
    String reason,
    List<RuleResult> rules,
    List<CauseData> causes,
    List<DoubtData> doubts,
    List<PointData> readings,
    @Nullable CoverageData coverage,
    List<ScenarioData> scenarios,
    RandomData random,
    List<UndecidedData> undecided,
    List<String> skipped,
    List<String> remarks) {

  /** Results of a version that did not look at readings have none, nor doubts, nor remarks. */
  public Results {
    remarks = remarks == null ? List.of() : List.copyOf(remarks);
    readings = readings == null ? List.of() : List.copyOf(readings);
    doubts = doubts == null ? List.of() : List.copyOf(doubts);
  }

  /** The same with another verdict. */
  Results with(Verdict other, String why) {
    return new Results(
        suite,
        catalogue,
        scenarioList,
        target,
        choice,
        profile,
        psciVersion,
        seed,
        counts,
        other,
        why,
        rules,
        causes,
        doubts,
        readings,
        coverage,
        scenarios,
        random,
        undecided,
        skipped,
        remarks);
  }

  /**
   * How much of the model was met: combinations of function, suspend mode, what the named core was
   * doing, and outcome.
   *
   * @param met how many were
   * @param reachable how many an implementation with the same functions can show
   * @param missing the others, in words
   */
  public record CoverageData(int met, int reachable, List<String> missing) {}

  /**
   * What was under test.
   *
   * @param implementation its name and version
   * @param cores the MPIDR of each core, the boot core first
   * @param conduit HVC or SMC, if known
   * @param executionState AARCH32 or AARCH64
   * @param exceptionLevel of the callers, 0 if not known
   * @param claimedVersion what it claims outside PSCI_VERSION, if anything
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ProfileData(
      String implementation,
      List<String> cores,
      @Nullable String conduit,
      String executionState,
      int exceptionLevel,
      @Nullable String claimedVersion) {}

  /**
   * How much was done.
   *
   * @param programs programs judged
   * @param calls calls in them
   * @param events calls, entries and everything else that was seen
   * @param restarts how often the target had to be started again
   */
  public record Counts(long programs, long calls, long events, int restarts) {}

  /**
   * What the run says of a rule.
   *
   * @param id the rule
   * @param section where it stands in DEN0022F.b
   * @param level how binding it is
   * @param basis stated or derived
   * @param verdict the verdict
   * @param exercised how many events it explains
   */
  public record RuleResult(
      String id, String section, String level, String basis, RuleVerdict verdict, long exercised) {}

  /**
   * A clause of the specification that is broken.
   *
   * @param id the id of the clause
   * @param rules the rule that is broken, that of the clause; where nothing in the run can tell,
   *     the rules of which one is, that of the clause first
   * @param alsoUnder the other rules that the clause stands under
   * @param basis whether the rule of the clause is stated or derived
   * @param sentence what the clause says; of a fault that implementations are known to have, what
   *     they do
   * @param reading the reading of an open point that it follows and that makes it a fault, such as
   *     {@code AMB-26 B}
   * @param observed what was seen
   * @param permitted what would have been permitted
   * @param program the text of the best program that shows it
   * @param symptoms what else was seen that it explains, each wording once, the first ones
   * @param moreSymptoms how many more there are
   * @param history everything that was seen in one run of that program
   * @param seen in how many runs of programs something was put down to it before any was looked
   *     into
   * @param shown in how many of the last runs it showed
   * @param runs how many last runs there were; 0 if nobody looked
   * @param remark what the reader has to know of the program or of the numbers; null if nothing
   * @param file the program, relative to the results
   * @param replay the command that shows it again
   * @param outcomes where cores race, how those runs came out
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CauseData(
      String id,
      List<String> rules,
      List<String> alsoUnder,
      String basis,
      String sentence,
      @Nullable String reading,
      String observed,
      List<String> permitted,
      String program,
      List<String> symptoms,
      int moreSymptoms,
      List<EventData> history,
      long seen,
      int shown,
      int runs,
      @Nullable String remark,
      String file,
      String replay,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RaceOutcome> outcomes) {

    public CauseData {
      outcomes = outcomes == null ? List.of() : List.copyOf(outcomes);
    }
  }

  /**
   * Something that may be a deviation: it was seen behind another one only, and may be a
   * consequence of it; or something did not come that came with more patience.
   *
   * @param id the id of the clause that it is put down to
   * @param rules the rules that are in doubt for it
   * @param sentence what the clause says
   * @param observed what was seen
   * @param permitted what would have been permitted
   * @param source where the program comes from that showed it
   * @param program its text
   * @param seen in how many runs of programs it was seen
   * @param why why it may be none
   */
  public record DoubtData(
      String id,
      List<String> rules,
      String sentence,
      String observed,
      List<String> permitted,
      String source,
      String program,
      long seen,
      String why) {}

  /**
   * A point at which the text is open, and how the implementation reads it.
   *
   * @param point its id
   * @param section where it is open, in DEN0022F.b
   * @param question what is open
   * @param verdict what to make of it
   * @param confirmed of an inconsistency, whether both programs showed it again, one after the
   *     other on a freshly started machine
   * @param readings the readings that were seen, by letter
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PointData(
      String point,
      String section,
      String question,
      PointVerdict verdict,
      @Nullable Boolean confirmed,
      List<ReadingData> readings) {}

  /**
   * A reading that an implementation was seen to follow.
   *
   * @param letter which of the readings of its point
   * @param standing what it means to follow it
   * @param sentence what it says
   * @param seen how often
   * @param source where the first program that showed it comes from
   * @param program the text of that program
   */
  public record ReadingData(
      String letter, String standing, String sentence, long seen, String source, String program) {}

  /**
   * A fixed scenario, and what came of it.
   *
   * @param name its name; {@code discovery} for the questions of the start
   * @param rules the rules that it is there for
   * @param verdict what came of it
   * @param why why it has no verdict or did not run
   * @param program its text
   * @param deviations what was seen that is not permitted, before it was looked into
   * @param history everything that was seen of it, in its last run
   * @param outcomes where cores race, how its runs came out; empty for results of versions that did
   *     not count them
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ScenarioData(
      String name,
      List<String> rules,
      ProgramVerdict verdict,
      @Nullable String why,
      String program,
      List<SeenData> deviations,
      List<EventData> history,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RaceOutcome> outcomes) {

    /** Results of a version that did not count outcomes have none. */
    public ScenarioData {
      outcomes = outcomes == null ? List.of() : List.copyOf(outcomes);
    }
  }

  /**
   * A deviation as it was seen at first.
   *
   * @param observed what was seen
   * @param permitted what would have been permitted
   * @param causes the id of the cause, or of the doubt, that the run has put it down to; of a
   *     program that is no part of a run the ids of all clauses of which one is broken
   */
  public record SeenData(String observed, List<String> permitted, List<String> causes) {}

  /**
   * What came of the random programs.
   *
   * @param programs how many were judged
   * @param violated how many of them showed a deviation
   * @param undecided how many of them have no verdict
   */
  public record RandomData(long programs, long violated, long undecided) {}

  /**
   * A program without a verdict.
   *
   * @param source where the program comes from
   * @param program its text
   * @param why what stood in the way
   */
  public record UndecidedData(String source, String program, String why) {}
}
