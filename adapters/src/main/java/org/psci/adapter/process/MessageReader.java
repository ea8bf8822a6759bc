// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;
import org.psci.adapter.child.Quote;
import org.psci.conformance.history.Changes;
import org.psci.conformance.history.Event;
import org.psci.spec.step.EntryState;

/**
 * Reads one line of an adapter. It checks all that can be checked without knowing what was asked.
 */
final class MessageReader {
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build()
          .readerFor(JsonNode.class);

  private static final int LONGEST_LOG = 500;
  private static final int FIRST_PRESERVED = 4;
  private static final int LAST_PRESERVED = 30;
  private static final int SP = 31;

  private MessageReader() {}

  static AdapterMessage read(String line) throws BadMessageException {
    JsonNode node = parse(line);
    if (!node.isObject()) {
      throw new BadMessageException(
          "this is no JSON object; standard output is for the protocol alone, anything else goes"
              + " to standard error or into {\"event\":\"log\",\"text\":\"...\"}");
    }
    String event = new MessageFields(node, "the message").text("event");
    MessageFields fields = new MessageFields(node, "'" + event + "'");
    return switch (event) {
      case "profile" -> new AdapterMessage.Described(ProfileReader.read(fields));
      case "ready" -> new AdapterMessage.Ready();
      case "return" ->
          new AdapterMessage.Returned(
              fields.number("id"), core(fields), fields.number("x0"), changes(fields));
      case "entry" ->
          new AdapterMessage.Entered(
              core(fields), fields.number("at"), fields.number("x0"), state(fields));
      case "idle" -> new AdapterMessage.Idle(fields.number("id"));
      case "machine" -> new AdapterMessage.Machine(what(fields));
      case "log" -> new AdapterMessage.Log(log(fields));
      default ->
          throw new BadMessageException(
              "there is no event '"
                  + Quote.of(event)
                  + "'; known are profile, ready, return, entry, idle, machine and log");
    };
  }

  private static JsonNode parse(String line) throws BadMessageException {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new BadMessageException(
          "this is no JSON ("
              + Quote.of(String.valueOf(e.getOriginalMessage()))
              + "); send one JSON object on each line, anything else goes to standard error or into"
              + " {\"event\":\"log\",\"text\":\"...\"}");
    }
  }

  private static int core(MessageFields fields) throws BadMessageException {
    return fields.small("core", 0, Integer.MAX_VALUE);
  }

  private static Changes changes(MessageFields fields) throws BadMessageException {
    long registers = 0;
    boolean sctlr = false;
    boolean vbar = false;
    boolean daif = false;
    boolean spsel = false;
    for (String name : fields.optionalTexts("changed")) {
      switch (name.toLowerCase(Locale.ROOT)) {
        case "sctlr" -> sctlr = true;
        case "vbar" -> vbar = true;
        case "daif" -> daif = true;
        case "spsel" -> spsel = true;
        case "sp" -> registers |= 1L << SP;
        default -> registers |= 1L << register(fields, name);
      }
    }
    if (!fields.has("changed")) {
      return Changes.UNREAD; // nothing changed, or the adapter does not look
    }
    return new Changes(registers, sctlr, vbar, daif, spsel);
  }

  private static int register(MessageFields fields, String name) throws BadMessageException {
    if (name.matches("[xXrR]\\d{1,2}")) {
      int number = Integer.parseInt(name.substring(1));
      if (number >= FIRST_PRESERVED && number <= LAST_PRESERVED) {
        return number;
      }
    }
    throw fields.wrong(
        "'changed' has \""
            + Quote.of(name)
            + "\"; expected x4 to x30, sp, sctlr, vbar, daif or spsel (x0 to x3 may change)");
  }

  private static EntryState state(MessageFields fields) throws BadMessageException {
    return new EntryState(
        fields.optionalSmall("el", 0, 3).map(Long::valueOf).orElse(EntryState.UNREAD),
        daif(fields),
        fields.optionalSmall("spsel", 0, 1).map(Long::valueOf).orElse(EntryState.UNREAD),
        fields.optionalNumber("sctlr").orElse(EntryState.UNREAD),
        fields.optionalNumber("mpidr").orElse(EntryState.UNREAD),
        fields.optionalNumber("cntfrq").orElse(EntryState.UNREAD),
        fields.optionalFlag("t32").map(t32 -> t32 ? 1L : 0L).orElse(EntryState.UNREAD),
        fields.optionalNumber("cpsr").orElse(EntryState.UNREAD));
  }

  private static long daif(MessageFields fields) throws BadMessageException {
    long daif = fields.optionalNumber("daif").orElse(EntryState.UNREAD);
    if (daif < EntryState.UNREAD || daif > 0xf) {
      throw fields.wrong(
          "'daif' is four bits, D A I F as bits 3 to 0; shift the register right by 6");
    }
    return daif;
  }

  private static Event.Machine.What what(MessageFields fields) throws BadMessageException {
    String what = fields.text("what");
    return switch (what) {
      case "off" -> Event.Machine.What.POWERED_OFF;
      case "reset" -> Event.Machine.What.RESET;
      case "hibernated" -> Event.Machine.What.HIBERNATED;
      default ->
          throw fields.wrong(
              "'what' is \""
                  + Quote.of(what)
                  + "\"; expected \"off\", \"reset\" or \"hibernated\"");
    };
  }

  private static String log(MessageFields fields) throws BadMessageException {
    String text = fields.text("text");
    return text.length() > LONGEST_LOG ? text.substring(0, LONGEST_LOG) : text;
  }
}
