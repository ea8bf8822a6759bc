// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The forms of plain values, and of lists of them. */
final class Forms {
  static final Form<Boolean> FLAG =
      new Form<>() {
        @Override
        public Boolean read(JsonNode node) throws WrongValueException {
          if (!node.isBoolean()) {
            throw WrongValueException.of(node, "true or false");
          }
          return node.booleanValue();
        }

        @Override
        public JsonNode write(Boolean value) {
          return BooleanNode.valueOf(value);
        }
      };

  private static final Pattern HEX = Pattern.compile("0[xX]([0-9a-fA-F]{1,16})");

  private Forms() {}

  /** A number with bounds, both of them included. */
  static Form<Integer> number(int least, int most) {
    return new Form<>() {
      @Override
      public Integer read(JsonNode node) throws WrongValueException {
        if (!node.isInt() || node.intValue() < least || node.intValue() > most) {
          throw WrongValueException.of(node, "a number from " + least + " to " + most);
        }
        return node.intValue();
      }

      @Override
      public JsonNode write(Integer value) {
        return IntNode.valueOf(value);
      }
    };
  }

  /** A register or a part of it: a number of so many bits at most, as {@code "0x1f"} or 31. */
  static Form<Long> register(int bits) {
    return new Form<>() {
      @Override
      public Long read(JsonNode node) throws WrongValueException {
        var hex = HEX.matcher(node.asText());
        if (node.isTextual() && hex.matches()) {
          long value = Long.parseUnsignedLong(hex.group(1), 16);
          if (bits == Long.SIZE || value >>> bits == 0) {
            return value;
          }
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
          long value = node.longValue();
          if (value >= 0 && (bits == Long.SIZE || value >>> bits == 0)) {
            return value;
          }
        }
        throw WrongValueException.of(
            node, "a number of at most " + bits + " bits such as \"0x1f\" or 31");
      }

      @Override
      public JsonNode write(Long value) {
        return TextNode.valueOf("0x" + Long.toHexString(value));
      }
    };
  }

  /** One of several values, by name. */
  static <T> Form<T> choice(Collection<T> values, Function<T, String> name) {
    return new Form<>() {
      @Override
      public T read(JsonNode node) throws WrongValueException {
        List<String> known = new ArrayList<>();
        for (T value : values) {
          if (node.isTextual() && node.textValue().equals(name.apply(value))) {
            return value;
          }
          known.add('"' + name.apply(value) + '"');
        }
        throw WrongValueException.of(node, String.join(", ", known));
      }

      @Override
      public JsonNode write(T value) {
        return TextNode.valueOf(name.apply(value));
      }
    };
  }

  /** Several of them. */
  static <T> Form<List<T>> list(Form<T> each) {
    return new Form<>() {
      @Override
      public List<T> read(JsonNode node) throws WrongValueException {
        if (!node.isArray()) {
          throw WrongValueException.of(node, "a list in brackets");
        }
        List<T> values = new ArrayList<>();
        for (JsonNode element : node) {
          try {
            values.add(each.read(element));
          } catch (WrongValueException e) {
            throw new WrongValueException("element " + values.size() + ": " + e.getMessage());
          }
        }
        return values;
      }

      @Override
      public JsonNode write(List<T> values) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> list.add(each.write(value)));
        return list;
      }
    };
  }

  /** Another type that is written as one of these. */
  static <T, U> Form<T> as(Form<U> form, Converter<U, T> in, Function<T, U> out) {
    return new Form<>() {
      @Override
      public T read(JsonNode node) throws WrongValueException {
        U value = form.read(node);
        try {
          return in.convert(value);
        } catch (IllegalArgumentException e) {
          throw new WrongValueException(String.valueOf(e.getMessage()));
        }
      }

      @Override
      public JsonNode write(T value) {
        return form.write(out.apply(value));
      }
    };
  }

  /** Makes one of the other. */
  interface Converter<U, T> {
    /**
     * The same as the other type.
     *
     * @throws IllegalArgumentException if it cannot be one; the message says why
     */
    T convert(U value);
  }
}
