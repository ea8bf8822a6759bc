// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.psci.spec.vocabulary.MigrateInfoType;
import org.psci.spec.vocabulary.PowerStateFormat;

/** The forms of plain values, and of lists of them. */
public final class Forms {
  public static final Form<Boolean> FLAG =
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

  /** A text that says something to people. */
  public static final Form<String> TEXT =
      new Form<>() {
        @Override
        public String read(JsonNode node) throws WrongValueException {
          if (!node.isTextual()) {
            throw WrongValueException.of(node, "a text in quotes");
          }
          return node.textValue();
        }

        @Override
        public JsonNode write(String value) {
          return TextNode.valueOf(value);
        }
      };

  /** A point in time, from 0 on. */
  public static final Form<Long> TIME =
      new Form<>() {
        @Override
        public Long read(JsonNode node) throws WrongValueException {
          if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
            throw WrongValueException.of(node, "a time: a whole number from 0 on");
          }
          return node.longValue();
        }

        @Override
        public JsonNode write(Long value) {
          return LongNode.valueOf(value);
        }
      };

  public static final Form<MigrateInfoType> MIGRATE_INFO_TYPE =
      choice(
          Arrays.asList(MigrateInfoType.values()),
          type ->
              switch (type) {
                case UNIPROCESSOR_MIGRATABLE -> "up_migratable";
                case UNIPROCESSOR_FIXED -> "up_fixed";
                case NOT_REQUIRED -> "none";
              });

  public static final Form<PowerStateFormat> POWER_STATE_FORMAT =
      choice(
          Arrays.asList(PowerStateFormat.values()),
          format -> format == PowerStateFormat.ORIGINAL ? "original" : "extended");

  private static final Pattern HEX = Pattern.compile("0[xX]([0-9a-fA-F]{1,16})");

  private Forms() {}

  /** A number with bounds, both of them included. */
  public static Form<Integer> number(int least, int most) {
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
  public static Form<Long> register(int bits) {
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
  public static <T> Form<T> choice(Collection<T> values, Function<T, String> name) {
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

  /** One of the values of a type, as it calls itself. */
  public static <E extends Enum<E>> Form<E> named(E[] values) {
    return choice(Arrays.asList(values), E::toString);
  }

  /** One of the constants of a type, in lower case. */
  public static <E extends Enum<E>> Form<E> constant(E[] values) {
    return choice(Arrays.asList(values), value -> value.name().toLowerCase(Locale.ROOT));
  }

  /** Several of them. */
  public static <T> Form<List<T>> list(Form<T> each) {
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
            throw e.inElement(values.size());
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
  public static <T, U> Form<T> as(Form<U> form, Converter<U, T> in, Function<T, U> out) {
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
  public interface Converter<U, T> {
    /**
     * The same as the other type.
     *
     * @throws IllegalArgumentException if it cannot be one; the message says why
     */
    T convert(U value);
  }
}
