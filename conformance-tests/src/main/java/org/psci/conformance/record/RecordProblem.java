// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.psci.conformance.json.Form.WrongValueException;

/** What Jackson finds wrong with a record, in words for somebody who does not know the code. */
final class RecordProblem {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KIND = "record";

  private RecordProblem() {}

  /** Which value is wrong, and what is expected. */
  static WrongValueException of(JsonMappingException problem, JsonNode record) {
    if (problem instanceof InvalidTypeIdException) {
      return problem(record.path(KIND), kinds()).inField(KIND);
    }
    return at(problem.getPath(), record, value -> problem(value, expected(problem)));
  }

  static String inOneLine(JsonProcessingException problem) {
    return problem.getOriginalMessage().split("\n", 2)[0];
  }

  private static WrongValueException at(
      List<Reference> path, JsonNode json, Function<JsonNode, WrongValueException> problem) {
    if (path.isEmpty()) {
      return problem.apply(json);
    }
    Reference step = path.get(0);
    List<Reference> rest = path.subList(1, path.size());
    return step.getFieldName() == null
        ? at(rest, json.path(step.getIndex()), problem).inElement(step.getIndex())
        : at(rest, json.path(step.getFieldName()), problem).inField(step.getFieldName());
  }

  private static WrongValueException problem(JsonNode value, String expected) {
    return value.isMissingNode()
        ? new WrongValueException("is not there, and is needed")
        : WrongValueException.of(value, expected);
  }

  private static String expected(JsonMappingException problem) {
    return problem instanceof MismatchedInputException mismatch
        ? words(mismatch.getTargetType())
        : "another value: " + inOneLine(problem);
  }

  private static String words(Class<?> type) {
    if (type.isEnum()) {
      return quoted(Arrays.stream(type.getEnumConstants()));
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a whole number";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list in brackets";
    }
    return type == String.class ? "a text in quotes" : "fields in braces";
  }

  private static String kinds() {
    return quoted(
        Arrays.stream(Entry.class.getAnnotation(JsonSubTypes.class).value())
            .map(JsonSubTypes.Type::name));
  }

  private static String quoted(Stream<?> words) {
    return words.map(word -> JSON.valueToTree(word).toString()).collect(Collectors.joining(", "));
  }
}
