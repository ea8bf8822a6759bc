// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.History;

/**
 * One run of a program, and what came of it.
 *
 * @param source where the program comes from: {@code discovery}, {@code scenario NAME} or {@code
 *     random NUMBER}
 * @param run which of its runs it is, from 0: races are run often
 * @param program its text
 * @param first whether nothing had run on the machine before since it was started
 * @param patient whether it was run with ten times the usual patience, so that a silence counts
 * @param repeated whether it was run once more, since it was silent or could not be judged
 * @param afterDeviation whether something had deviated on the machine before since it was started,
 *     so that it may be in another state than one believes
 * @param ending how the run ended
 * @param remark more about the ending
 * @param undecided why it could not be judged; null if it could
 * @param deviations what is not permitted, in the order in which it was seen; those after one that
 *     diverts may be consequences of it
 * @param way of a race, how it came out, in short
 * @param before the programs that had run on the machine since it was started, the last ones,
 *     oldest first; empty where nothing deviated, or where enough of a kind have been kept
 * @param events what was seen, as in a recorded history; null where it was not kept
 * @param scores what it exercised
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ProgramRun(
    @JsonProperty(required = true) String source,
    int run,
    @JsonProperty(required = true) String program,
    boolean first,
    boolean patient,
    boolean repeated,
    boolean afterDeviation,
    @JsonProperty(required = true) History.Ending ending,
    String remark,
    @Nullable String undecided,
    List<Deviation> deviations,
    List<String> way,
    List<String> before,
    @Nullable JsonNode events,
    @JsonProperty(required = true) Scores scores)
    implements Entry {
  public static final String DISCOVERY = "discovery";
  public static final String SCENARIO = "scenario ";
  public static final String RANDOM = "random ";

  public ProgramRun {
    remark = remark == null ? "" : remark;
    deviations = deviations == null ? List.of() : List.copyOf(deviations);
    way = way == null ? List.of() : List.copyOf(way);
    before = before == null ? List.of() : List.copyOf(before);
  }

  @JsonIgnore
  public boolean isExplained() {
    return deviations.isEmpty() && undecided == null;
  }

  @JsonIgnore
  public boolean isRandom() {
    return source.startsWith(RANDOM);
  }

  @Override
  public String part() {
    return isRandom()
        ? ExplainedPrograms.part(Long.parseLong(source.substring(RANDOM.length())))
        : source;
  }
}
