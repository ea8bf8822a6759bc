// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.json.Fields;
import org.psci.conformance.json.Form;
import org.psci.conformance.json.Form.WrongValueException;
import org.psci.conformance.json.Forms;
import org.psci.conformance.json.JsonText;
import org.psci.conformance.json.ObjectWriter;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.conformance.program.Shape;
import org.psci.spec.model.Platform;

/** A recorded history as JSON, one event a line. The format is described in docs/history.md. */
public final class RecordingText {
  private static final int FORMAT = 1;
  private static final Form<Integer> VERSION = Forms.number(FORMAT, FORMAT);
  private static final Form<List<String>> LINES = Forms.list(Forms.TEXT);
  private static final Form<History.Ending> ENDING = Forms.constant(History.Ending.values());

  private RecordingText() {}

  /**
   * The recording that a text stands for.
   *
   * @param name the name of the file, for messages
   * @throws IllegalArgumentException if it is broken or contradicts itself; the message says where
   *     and what is expected
   */
  public static Recording parse(String name, String text) {
    JsonNode root = JsonText.parse(name, text, "expected a recorded history");
    try {
      return read(root);
    } catch (WrongValueException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private static Recording read(JsonNode root) throws WrongValueException {
    Fields fields = new Fields(root);
    fields.need("psci_history", VERSION);
    String implementation = fields.find("implementation", Forms.TEXT).orElse("an implementation");
    Platform platform = fields.need("platform", new PlatformForm());
    boolean isFirst = fields.find("first", Forms.FLAG).orElse(false);
    Program program = program(fields.find("program", LINES), platform);
    History.Ending ending = fields.find("ending", ENDING).orElse(History.Ending.UNPARKED);
    String remark =
        fields
            .find("remark", Forms.TEXT)
            .orElse(isGood(ending) ? "" : "the run ended: " + ENDING.write(ending).asText());
    List<Event> events = fields.need("events", Forms.list(new EventForm(platform)));
    fields.noOthers();
    Chronology.refuseContradictions(events);
    return new Recording(
        implementation, platform, isFirst, new History(program, events, ending, remark));
  }

  private static boolean isGood(History.Ending ending) {
    return switch (ending) {
      case SILENT, DIED, GARBLED -> false;
      default -> true;
    };
  }

  private static Program program(Optional<List<String>> lines, Platform platform)
      throws WrongValueException {
    if (lines.isEmpty()) {
      return new Program(Shape.of(platform.topology()), List.of());
    }
    try {
      return ProgramParser.parse("line", String.join("\n", lines.get()));
    } catch (ProgramSyntaxException e) {
      throw new WrongValueException(String.valueOf(e.getMessage())).inField("program");
    }
  }

  /** The text of a recording. */
  public static String of(Recording recording) {
    History history = recording.history();
    EventForm form = new EventForm(recording.platform());
    ObjectNode object =
        new ObjectWriter()
            .put("psci_history", VERSION, FORMAT)
            .put("implementation", Forms.TEXT, recording.implementation())
            .put("platform", new PlatformForm(), recording.platform())
            .putUnless(false, "first", Forms.FLAG, recording.isFirst())
            .put("program", LINES, history.program().toString().lines().toList())
            .put("ending", ENDING, history.ending())
            .putUnless("", "remark", Forms.TEXT, history.remark())
            .put("events", Forms.list(form), history.events())
            .written();
    StringJoiner fields = new StringJoiner(",\n", "{\n", "\n}\n");
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      fields.add("  \"" + field.getKey() + "\": " + lines(field.getValue()));
    }
    return fields.toString();
  }

  /** Lists with an element a line, all else in one. */
  private static String lines(JsonNode value) {
    if (!(value instanceof ArrayNode list)) {
      return value.toString();
    }
    StringJoiner elements = new StringJoiner(",\n    ", "[\n    ", "\n  ]").setEmptyValue("[]");
    list.forEach(element -> elements.add(element.toString()));
    return elements.toString();
  }
}
