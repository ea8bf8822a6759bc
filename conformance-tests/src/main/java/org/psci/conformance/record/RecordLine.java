// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.psci.conformance.json.Form.WrongValueException;

/** A record as a line of JSON. */
final class RecordLine {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private RecordLine() {}

  /** The line of a record, with its end. */
  static String of(Entry entry) {
    try {
      return JSON.writerFor(Entry.class).writeValueAsString(entry) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The record that a line stands for.
   *
   * @throws IllegalArgumentException if it is none; the message says where and what is expected
   */
  static Entry read(String line) {
    try {
      JsonNode json = JSON.readTree(line);
      if (!json.isObject()) {
        throw new IllegalArgumentException(
            json.isMissingNode() ? "the line is empty" : "it has no fields in braces");
      }
      refuseNull(json);
      return record(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(RecordProblem.inOneLine(e), e);
    } catch (WrongValueException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static Entry record(JsonNode json) throws JsonProcessingException, WrongValueException {
    try {
      return JSON.treeToValue(json, Entry.class);
    } catch (JsonMappingException e) {
      throw RecordProblem.of(e, json);
    }
  }

  /** What has no value is left out, and never null. */
  private static void refuseNull(JsonNode json) throws WrongValueException {
    if (json.isNull()) {
      throw new WrongValueException("is null; expected a value, or no such field");
    }
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      try {
        refuseNull(field.getValue());
      } catch (WrongValueException e) {
        throw e.inField(field.getKey());
      }
    }
    for (int number = 0; json.isArray() && number < json.size(); number++) {
      try {
        refuseNull(json.get(number));
      } catch (WrongValueException e) {
        throw e.inElement(number);
      }
    }
  }
}
