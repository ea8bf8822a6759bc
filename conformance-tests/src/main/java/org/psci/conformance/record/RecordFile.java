// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of a run as a file: a line of JSON each. */
public final class RecordFile {
  public static final String NAME = "records.jsonl";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private RecordFile() {}

  /**
   * What a file holds.
   *
   * @param header its first record
   * @param entries all others, as far as they are whole
   */
  public record Content(Header header, List<Entry> entries) {
    /** Whether the run came to its end. */
    public boolean isComplete() {
      return !entries.isEmpty() && entries.get(entries.size() - 1) instanceof End;
    }

    /**
     * The records up to the last part of the run that was finished. Of a run that was cut off the
     * last part may not be whole.
     */
    public List<Entry> wholeParts() {
      int last = entries.size();
      while (last > 0
          && entries.get(last - 1).part().equals(entries.get(entries.size() - 1).part())) {
        last--;
      }
      return List.copyOf(entries.subList(0, last));
    }
  }

  /** A record as a line, with its end. */
  static String line(Entry entry) {
    try {
      return JSON.writerFor(Entry.class).writeValueAsString(entry) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads the file of a directory. A last line that was cut off is left out.
   *
   * @throws IOException if it cannot be read, or is no such file; the message says what to do
   */
  public static Content read(Path directory) throws IOException {
    Path file = directory.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          file + " is not there; name the directory that a run was given by --out");
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    List<Entry> entries = new ArrayList<>();
    int number = 0;
    int begin = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
      entries.add(entry(file, ++number, text.substring(begin, end)));
      begin = end + 1;
      if (number == 1) {
        header(file, entries); // before a record of another format comes
      }
    }
    return new Content(header(file, entries), List.copyOf(entries.subList(1, entries.size())));
  }

  private static Header header(Path file, List<Entry> entries) throws IOException {
    if (entries.isEmpty() || !(entries.get(0) instanceof Header header)) {
      throw new IOException(file + ": has no first record; run the suite again");
    }
    if (header.format() != Header.FORMAT) {
      throw new IOException(
          file
              + ":1: these records are of format "
              + header.format()
              + ", and this suite reads format "
              + Header.FORMAT
              + "; use the suite that wrote them, version "
              + header.suite());
    }
    return header;
  }

  private static Entry entry(Path file, int number, String line) throws IOException {
    try {
      @Nullable Entry entry = JSON.readValue(line, Entry.class);
      if (entry == null) {
        throw new JsonMappingException(null, "it is null");
      }
      return entry;
    } catch (JsonProcessingException e) {
      throw new IOException(
          file
              + ":"
              + number
              + ": this is no record: "
              + e.getOriginalMessage().split("\n", 2)[0]
              + "; run the suite again, or cut the file off before this line and go on with ./psci run"
              + " --resume",
          e);
    }
  }
}
