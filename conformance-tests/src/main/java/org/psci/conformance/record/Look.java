// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.History;

/**
 * A look into a group of deviations: does it show again, from which program alone, and how often?
 *
 * @param group the group
 * @param result what came of it
 * @param shown in how many of the last runs it showed
 * @param runs how many last runs there were; of something that did not show again, how many tries
 * @param program the shortest program that shows it; null if it did not show
 * @param first whether nothing had run on the machine before that since it was started
 * @param deviation what that program showed
 * @param events everything that was seen in that run, as in a recorded history
 * @param ending how that run ended
 * @param remark more about that ending
 * @param outcomes if cores race in it, how the last runs came out
 * @param cut what ended the search for a shorter program; null if nothing did
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Look(
    @JsonProperty(required = true) String group,
    @JsonProperty(required = true) Result result,
    int shown,
    int runs,
    @Nullable String program,
    boolean first,
    @Nullable Deviation deviation,
    @Nullable JsonNode events,
    History.@Nullable Ending ending,
    String remark,
    List<RaceOutcome> outcomes,
    @Nullable String cut)
    implements Entry {

  public Look {
    remark = remark == null ? "" : remark;
    outcomes = outcomes == null ? List.of() : List.copyOf(outcomes);
  }

  /** What can come of it. */
  public enum Result {
    /** It shows before anything else goes wrong. */
    SHOWN("shown"),
    /** It did not show again. */
    NOT_AGAIN("not again"),
    /** It shows behind another deviation only, of which it may be a consequence. */
    BEHIND("behind another"),
    /** Something did not come, but with more patience it did. */
    CAME("came with more patience");

    private final String word;

    Result(String word) {
      this.word = word;
    }

    @JsonValue
    public String word() {
      return word;
    }
  }

  @Override
  public String part() {
    return part(group);
  }

  public static String part(String group) {
    return "look " + group;
  }
}
