// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The fields of an object.
 *
 * @param <D> what they are read into
 * @param fields the fields, in the order in which they are read and written
 */
public record ObjectForm<D>(List<Field<D, ?>> fields) {

  /**
   * One field.
   *
   * @param <D> what it is part of
   * @param <T> its type
   * @param name its name in the file
   */
  public record Field<D, T>(String name, Form<T> form, Function<D, T> get, BiConsumer<D, T> set) {
    private void read(JsonNode node, D into) throws Form.WrongValueException {
      set.accept(into, form.read(node));
    }

    private JsonNode write(D from) {
      return form.write(get.apply(from));
    }
  }

  /**
   * Reads those fields that are there.
   *
   * @throws Form.WrongValueException if one is none of these, or has a wrong value
   */
  public void read(JsonNode object, D into) throws Form.WrongValueException {
    if (!object.isObject()) {
      throw Form.WrongValueException.of(
          object, "fields in braces, for instance {\"" + fields.get(0).name() + "\": ...}");
    }
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      List<String> known = fields.stream().map(Field::name).toList();
      if (!known.contains(name)) {
        throw new Form.WrongValueException(
                "there is no such field; there are " + String.join(", ", known))
            .inField(name);
      }
    }
    for (Field<D, ?> field : fields) {
      JsonNode node = object.get(field.name());
      if (node != null) {
        try {
          field.read(node, into);
        } catch (Form.WrongValueException e) {
          throw e.inField(field.name());
        }
      }
    }
  }

  /** Writes those fields that differ from what they are by default. */
  public ObjectNode write(D from, D usual) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Field<D, ?> field : fields) {
      JsonNode value = field.write(from);
      if (!value.equals(field.write(usual))) {
        object.set(field.name(), value);
      }
    }
    return object;
  }
}
