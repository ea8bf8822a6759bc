// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.psci.spec.rule.RuleCatalogue;

/** The records of a run as a file: a line of JSON each. */
public final class RecordFile {
  public static final String NAME = "records.jsonl";

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
    int end = text.indexOf('\n');
    if (end < 0) {
      throw hasNoFirst(file);
    }
    RecordCheck check = new RecordCheck();
    Header header = header(file, text.substring(0, end), check);
    List<Entry> entries = new ArrayList<>();
    while (text.indexOf('\n', end + 1) >= 0) {
      int begin = end + 1;
      end = text.indexOf('\n', begin);
      try {
        Entry entry = RecordLine.read(text.substring(begin, end));
        check.check(entry);
        entries.add(entry);
      } catch (IllegalArgumentException e) {
        throw isNoRecord(file, entries.size() + 2, e, advice(header));
      }
    }
    return new Content(header, List.copyOf(entries));
  }

  private static Header header(Path file, String line, RecordCheck check) throws IOException {
    try {
      if (!(RecordLine.read(line) instanceof Header header)) {
        throw hasNoFirst(file);
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
      check.check(header);
      return header;
    } catch (IllegalArgumentException e) {
      throw isNoRecord(file, 1, e, "run the suite again");
    }
  }

  private static IOException hasNoFirst(Path file) {
    return new IOException(file + ": has no first record; run the suite again");
  }

  private static IOException isNoRecord(Path file, int line, Exception why, String advice) {
    return new IOException(
        file + ":" + line + ": this is no record: " + why.getMessage() + "; " + advice, why);
  }

  private static String advice(Header header) {
    return header.catalogue().equals(RuleCatalogue.digest())
        ? "run the suite again, or cut the file off before this line and go on with ./psci run"
            + " --resume"
        : "these records are of other rules: use the suite that wrote them, version "
            + header.suite();
  }
}
