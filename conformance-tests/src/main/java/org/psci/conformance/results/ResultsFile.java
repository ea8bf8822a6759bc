// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code results.json}, and reads it. */
public final class ResultsFile {
  public static final String NAME = "results.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPrettyPrinter(new LinePerItem())
          .build();

  private static final ObjectReader READER =
      JSON.readerFor(Results.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private ResultsFile() {}

  /**
   * Reads the file of a directory. Fields that this version does not know are left out.
   *
   * @throws IOException if it cannot be read, or is no such file; the message says what to do
   */
  public static Results read(Path directory) throws IOException {
    Path file = directory.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          file + " is not there; name the directory that a run was given by --out");
    }
    try {
      return READER.readValue(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation();
      String where = place == null ? "" : ":" + place.getLineNr() + ":" + place.getColumnNr();
      throw new IOException(
          file
              + where
              + ": no results: "
              + e.getOriginalMessage()
              + "; make them again with a run");
    }
  }

  /**
   * Writes the file into a directory.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Path directory, Results results) throws IOException {
    Files.writeString(directory.resolve(NAME), text(results) + "\n");
  }

  /** The text of the file, without its last line end. */
  public static String text(Results results) {
    try {
      return JSON.writeValueAsString(results);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
