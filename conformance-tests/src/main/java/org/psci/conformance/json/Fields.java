// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The fields of an object that is being read. */
public final class Fields {
  private final JsonNode object;
  private final List<String> known = new ArrayList<>();

  /**
   * @throws Form.WrongValueException if it is no object
   */
  public Fields(JsonNode object) throws Form.WrongValueException {
    if (!object.isObject()) {
      throw Form.WrongValueException.of(object, "an object: fields in braces");
    }
    this.object = object;
  }

  /**
   * The value of a field that has to be there.
   *
   * @throws Form.WrongValueException if it is not, or has a wrong value
   */
  public <T> T need(String name, Form<T> form) throws Form.WrongValueException {
    Optional<T> value = find(name, form);
    if (value.isEmpty()) {
      throw new Form.WrongValueException("there is no \"" + name + "\", which is needed");
    }
    return value.get();
  }

  /**
   * The value of a field that may be left out.
   *
   * @throws Form.WrongValueException if it has a wrong value
   */
  public <T> Optional<T> find(String name, Form<T> form) throws Form.WrongValueException {
    known.add(name);
    JsonNode value = object.get(name);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    try {
      return Optional.of(form.read(value));
    } catch (Form.WrongValueException e) {
      throw e.inField(name);
    }
  }

  /**
   * To be called when all fields have been asked for.
   *
   * @throws Form.WrongValueException if there is another one
   */
  public void noOthers() throws Form.WrongValueException {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new Form.WrongValueException(
                "there is no such field; there are " + String.join(", ", known))
            .inField(name);
      }
    }
  }
}
