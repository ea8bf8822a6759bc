// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The text of a JSON file that people write. */
public final class JsonText {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonText() {}

  /**
   * The value that a text stands for.
   *
   * @param name the name of the file, for messages
   * @param expected what is to be said of an empty file, after that it is empty
   * @throws IllegalArgumentException if it is empty or no JSON; the message names file and line
   */
  public static JsonNode parse(String name, String text, String expected) {
    JsonNode root;
    try {
      root = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          name
              + ":"
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + ": this is no JSON: "
              + e.getOriginalMessage().split(" \\(", 2)[0],
          e);
    }
    if (root.isMissingNode()) {
      throw new IllegalArgumentException(name + ": is empty; " + expected);
    }
    return root;
  }
}
