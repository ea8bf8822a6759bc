// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.psci.adapter.child.Quote;

/** The fields of one JSON object, each read as the type that the protocol gives it. */
final class MessageFields {
  private static final Pattern HEX = Pattern.compile("0[xX][0-9a-fA-F]{1,16}");
  private static final int REGISTER_BITS = 64;

  private final JsonNode object;
  private final String owner;

  /**
   * @param owner what messages call the object, for instance {@code 'return'}
   */
  MessageFields(JsonNode object, String owner) {
    this.object = object;
    this.owner = owner;
  }

  /** The text of a field that has to be there. */
  String text(String name) throws BadMessageException {
    return text(name, required(name));
  }

  Optional<String> optionalText(String name) throws BadMessageException {
    JsonNode node = optional(name);
    return node == null ? Optional.empty() : Optional.of(text(name, node));
  }

  /** A register or an address: up to 64 bits. */
  long number(String name) throws BadMessageException {
    return number("'" + name + "'", required(name));
  }

  OptionalLong optionalNumber(String name) throws BadMessageException {
    JsonNode node = optional(name);
    return node == null ? OptionalLong.empty() : OptionalLong.of(number("'" + name + "'", node));
  }

  /** A number with bounds, both of them included. */
  int small(String name, int least, int most) throws BadMessageException {
    return bounded(name, number(name), least, most);
  }

  Optional<Integer> optionalSmall(String name, int least, int most) throws BadMessageException {
    OptionalLong value = optionalNumber(name);
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(bounded(name, value.getAsLong(), least, most));
  }

  /** Whether something is so, or empty if nobody says. */
  Optional<Boolean> optionalFlag(String name) throws BadMessageException {
    return optional(name) == null ? Optional.empty() : Optional.of(flag(name, false));
  }

  boolean flag(String name, boolean otherwise) throws BadMessageException {
    JsonNode node = optional(name);
    if (node == null) {
      return otherwise;
    }
    if (!node.isBoolean()) {
      throw wrongType("'" + name + "'", "true or false", node);
    }
    return node.booleanValue();
  }

  MessageFields object(String name) throws BadMessageException {
    JsonNode node = required(name);
    if (!node.isObject()) {
      throw wrongType("'" + name + "'", "an object", node);
    }
    return new MessageFields(node, "'" + name + "' of " + owner);
  }

  List<Long> numbers(String name) throws BadMessageException {
    List<Long> numbers = new ArrayList<>();
    for (JsonNode element : array(name, required(name))) {
      numbers.add(number("element " + numbers.size() + " of '" + name + "'", element));
    }
    return numbers;
  }

  boolean has(String name) {
    return optional(name) != null;
  }

  List<String> optionalTexts(String name) throws BadMessageException {
    JsonNode node = optional(name);
    List<String> texts = new ArrayList<>();
    if (node != null) {
      for (JsonNode element : array(name, node)) {
        texts.add(text(name, element));
      }
    }
    return texts;
  }

  /**
   * An array of levels, each an array of nodes, each an array of numbers from 0 on; empty if it is
   * not there.
   *
   * @param most the largest number
   */
  Optional<List<List<Set<Integer>>>> optionalNodes(String name, int most)
      throws BadMessageException {
    JsonNode tree = optional(name);
    if (tree == null) {
      return Optional.empty();
    }
    List<List<Set<Integer>>> levels = new ArrayList<>();
    for (JsonNode level : array("'" + name + "'", "an array of levels", tree)) {
      String ofLevel = "level " + (levels.size() + 1) + " of '" + name + "'";
      List<Set<Integer>> nodes = new ArrayList<>();
      for (JsonNode node : array(ofLevel, "an array of nodes", level)) {
        String ofNode = "node " + nodes.size() + " of " + ofLevel;
        Set<Integer> members = new TreeSet<>();
        for (JsonNode member : array(ofNode, "an array of core indices", node)) {
          long number = number("an element of " + ofNode, member);
          if (number < 0 || number > most || !members.add((int) number)) {
            throw wrong(ofNode + " has core " + number + "; expected 0 to " + most + ", each once");
          }
        }
        nodes.add(members);
      }
      levels.add(nodes);
    }
    return Optional.of(levels);
  }

  /** The objects of an array, or empty if it is not there. */
  Optional<List<MessageFields>> optionalObjects(String name) throws BadMessageException {
    JsonNode node = optional(name);
    if (node == null) {
      return Optional.empty();
    }
    List<MessageFields> objects = new ArrayList<>();
    for (JsonNode element : array(name, node)) {
      String what = "element " + objects.size() + " of '" + name + "'";
      if (!element.isObject()) {
        throw wrongType(what, "an object", element);
      }
      objects.add(new MessageFields(element, what));
    }
    return Optional.of(objects);
  }

  BadMessageException wrong(String problem) {
    return new BadMessageException("in " + owner + ", " + problem);
  }

  private JsonNode array(String name, JsonNode node) throws BadMessageException {
    return array("'" + name + "'", "an array", node);
  }

  private JsonNode array(String what, String expected, JsonNode node) throws BadMessageException {
    if (!node.isArray()) {
      throw wrongType(what, expected, node);
    }
    return node;
  }

  private String text(String name, JsonNode node) throws BadMessageException {
    if (!node.isTextual()) {
      throw wrongType("'" + name + "'", "a string", node);
    }
    return node.textValue();
  }

  private long number(String what, JsonNode node) throws BadMessageException {
    if (node.isTextual() && HEX.matcher(node.textValue()).matches()) {
      return Long.parseUnsignedLong(node.textValue().substring(2).toLowerCase(Locale.ROOT), 16);
    }
    if (node.isIntegralNumber()) {
      if (node.canConvertToLong()) {
        return node.longValue();
      }
      BigInteger big = node.bigIntegerValue();
      if (big.signum() > 0 && big.bitLength() <= REGISTER_BITS) {
        return big.longValue();
      }
    }
    throw wrongType(what, "a number of at most 64 bits such as \"0x1f\" or 31", node);
  }

  private int bounded(String name, long value, int least, int most) throws BadMessageException {
    if (value < least || value > most) {
      throw wrong("'" + name + "' is " + value + "; expected " + least + " to " + most);
    }
    return (int) value;
  }

  private JsonNode required(String name) throws BadMessageException {
    JsonNode node = optional(name);
    if (node == null) {
      throw wrong("the field '" + name + "' is missing");
    }
    return node;
  }

  private @Nullable JsonNode optional(String name) {
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }

  private BadMessageException wrongType(String what, String expected, JsonNode node) {
    return wrong(what + " is " + Quote.of(node.toString()) + "; expected " + expected);
  }
}
