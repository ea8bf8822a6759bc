// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What programs have exercised.
 *
 * @param programs how many programs were judged
 * @param calls how many calls they made, those of parking among them
 * @param events how many events were seen
 * @param restarts how many of them left the machine so that it had to be started again
 * @param askedWell how many of them parked by what AFFINITY_INFO said of the other cores
 * @param askedInVain how many of them asked it until patience was lost
 * @param exercised how many events each rule helped to explain, by its id
 * @param varied the rules that were kept in another way than the one by default
 * @param readings the readings of open points that were followed
 * @param combinations the combinations of the model that were met, as in {@code Combination}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Scores(
    @JsonProperty(required = true) long programs,
    @JsonProperty(required = true) long calls,
    @JsonProperty(required = true) long events,
    @JsonProperty(required = true) long restarts,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) long askedWell,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) long askedInVain,
    SortedMap<String, Long> exercised,
    List<String> varied,
    SortedMap<String, Followed> readings,
    List<Integer> combinations) {

  public Scores {
    exercised = exercised == null ? new TreeMap<>() : exercised;
    varied = varied == null ? List.of() : List.copyOf(varied);
    readings = readings == null ? new TreeMap<>() : readings;
    combinations = combinations == null ? List.of() : List.copyOf(combinations);
  }

  /**
   * That a reading was followed.
   *
   * @param times how often
   * @param source where the first program comes from that showed it
   * @param program the text of that program
   */
  public record Followed(
      @JsonProperty(required = true) long times,
      @JsonProperty(required = true) String source,
      @JsonProperty(required = true) String program) {
    /** The same, and more of it later. */
    public Followed and(Followed later) {
      return new Followed(times + later.times, source, program);
    }
  }
}
