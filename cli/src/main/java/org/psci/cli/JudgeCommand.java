// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.oracle.Wording;
import org.psci.conformance.recording.Recording;
import org.psci.conformance.recording.RecordingText;
import org.psci.conformance.results.BrokenClause;
import org.psci.conformance.results.EventData;
import org.psci.conformance.results.EventList;
import org.psci.report.LaneDrawing;
import org.psci.spec.rule.Reading;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code psci judge}: says what is to be said of recorded histories, wherever they come from. */
@Command(name = "judge", description = "Judge recorded histories, without an implementation.")
final class JudgeCommand implements Callable<Integer> {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Recorded histories, for instance those of findings, or of replay --record.")
  List<Path> files = List.of();

  @Option(names = "--json", description = "Print the verdicts as JSON.")
  boolean json;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "Draw the history, with what is not permitted in it, as an SVG file.")
  @Nullable Path picture;

  @Override
  public Integer call() throws UsageException, JsonProcessingException {
    if (picture != null && files.size() > 1) {
      throw new UsageException("--picture draws one history; name one file to judge");
    }
    Map<Path, Recording> recordings = new LinkedHashMap<>();
    for (Path file : files) {
      recordings.put(file, read(file));
    }
    PrintWriter out = spec.commandLine().getOut();
    List<Map<String, Object>> verdicts = new ArrayList<>();
    boolean deviates = false;
    boolean undecided = false;
    for (Map.Entry<Path, Recording> entry : recordings.entrySet()) {
      Judgement judgement = entry.getValue().judge();
      deviates |= !judgement.violations().isEmpty();
      undecided |= whyUndecided(judgement).isPresent();
      if (picture != null) {
        draw(picture, entry.getValue(), judgement);
      }
      if (json) {
        verdicts.add(asJson(entry.getKey(), judgement));
      } else {
        print(entry.getKey(), entry.getValue(), judgement, out);
      }
    }
    if (json) {
      out.println(JSON.writeValueAsString(verdicts));
    }
    out.flush();
    return deviates ? Exit.DEVIATION : undecided ? Exit.NO_VERDICT : Exit.OK;
  }

  private static Recording read(Path file) throws UsageException {
    if (!Files.exists(file)) {
      throw new UsageException(file + ": there is no such file");
    }
    if (Files.isDirectory(file)) {
      throw new UsageException(file + ": is a directory; a recorded history is a file");
    }
    try {
      return RecordingText.parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UsageException(file + ": cannot be read as UTF-8 text");
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static void draw(Path picture, Recording recording, Judgement judgement)
      throws UsageException {
    List<EventData> events =
        EventList.of(
            judgement.history(),
            recording.platform().entries(),
            judgement.violations().stream().map(Violation::event).findFirst());
    int cores = recording.platform().topology().size();
    try {
      Files.writeString(picture, LaneDrawing.standalone(recording.implementation(), cores, events));
    } catch (IOException e) {
      throw new UsageException("--picture: " + picture + " cannot be written; name another file");
    }
  }

  private static void print(Path file, Recording recording, Judgement judgement, PrintWriter out) {
    out.println(file + " (" + recording.implementation() + ")");
    recording.history().events().forEach(event -> out.println("  " + Wording.of(event)));
    for (Violation violation : judgement.violations()) {
      ViolationText.lines(violation).forEach(out::println);
    }
    out.println(verdict(judgement));
  }

  private static String verdict(Judgement judgement) {
    if (!judgement.violations().isEmpty()) {
      int count = judgement.violations().size();
      return "deviates from PSCI in " + count + (count == 1 ? " way" : " ways");
    }
    return whyUndecided(judgement).map(why -> "no verdict: " + why).orElse("conforms");
  }

  private static Optional<String> whyUndecided(Judgement judgement) {
    return judgement.undecided().isEmpty()
            && judgement.violations().isEmpty()
            && judgement.explanations().isEmpty()
        ? Optional.of("nothing in this history could be judged")
        : judgement.undecided();
  }

  private static Map<String, Object> asJson(Path file, Judgement judgement) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("file", file.toString());
    object.put(
        "verdict",
        !judgement.violations().isEmpty()
            ? "violated"
            : whyUndecided(judgement).isPresent() ? "undecided" : "explained");
    whyUndecided(judgement).ifPresent(why -> object.put("undecided", why));
    object.put(
        "deviations", judgement.violations().stream().map(v -> asJson(judgement, v)).toList());
    return object;
  }

  private static Map<String, Object> asJson(Judgement judgement, Violation violation) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("event", judgement.history().events().indexOf(violation.event()));
    object.put("causes", BrokenClause.of(violation).stream().map(JudgeCommand::asJson).toList());
    object.put("observed", violation.seen());
    object.put("permitted", violation.permitted());
    object.put("states", violation.states());
    object.put("symptoms", violation.symptoms());
    return object;
  }

  private static Map<String, Object> asJson(BrokenClause cause) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("id", cause.id());
    object.put("rule", cause.rule().id());
    object.put("alsoUnder", cause.alsoUnder());
    object.put("basis", cause.rule().basisWord());
    object.put("sentence", cause.sentence());
    cause.fault().map(Reading::toString).ifPresent(r -> object.put("reading", r));
    return object;
  }
}
