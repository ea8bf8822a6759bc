// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** An object that is being written, field by field. */
public final class ObjectWriter {
  private final ObjectNode object = JsonNodeFactory.instance.objectNode();

  public <T> ObjectWriter put(String name, Form<T> form, T value) {
    object.set(name, form.write(value));
    return this;
  }

  /** Writes the field if there is a value. */
  public <T> ObjectWriter put(String name, Form<T> form, Optional<T> value) {
    value.ifPresent(there -> put(name, form, there));
    return this;
  }

  /** Writes the field if its value is not the usual one. */
  public <T> ObjectWriter putUnless(T usual, String name, Form<T> form, T value) {
    return value.equals(usual) ? this : put(name, form, value);
  }

  public ObjectNode written() {
    return object;
  }
}
