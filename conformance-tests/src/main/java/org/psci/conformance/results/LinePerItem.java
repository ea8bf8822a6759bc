// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;

/** Indents JSON; in long lists each item takes one line, so that people can read them. */
final class LinePerItem extends DefaultPrettyPrinter {
  private static final long serialVersionUID = 1L;
  private static final String RULES = "rules"; // of the whole run; deviations have ids only
  private static final String HISTORY = "history";
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

  LinePerItem() {
    indentObjectsWith(LINES);
  }

  private LinePerItem(LinePerItem other) {
    super(other);
  }

  @Override
  public LinePerItem createInstance() {
    return new LinePerItem(this);
  }

  private static boolean isList(JsonStreamContext context) {
    JsonStreamContext holder = context.getParent();
    if (!context.inArray() || holder == null) {
      return false;
    }
    return HISTORY.equals(holder.getCurrentName())
        || (RULES.equals(holder.getCurrentName()) && holder.getParent().inRoot());
  }

  private static boolean isItem(JsonGenerator out) {
    JsonStreamContext list = out.getOutputContext().getParent();
    return list != null && isList(list);
  }

  @Override
  public void writeStartObject(JsonGenerator out) throws IOException {
    if (isItem(out)) {
      out.writeRaw('{');
    } else {
      super.writeStartObject(out);
    }
  }

  @Override
  public void beforeObjectEntries(JsonGenerator out) throws IOException {
    if (isItem(out)) {
      out.writeRaw(' ');
    } else {
      super.beforeObjectEntries(out);
    }
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator out) throws IOException {
    if (isItem(out)) {
      out.writeRaw(", ");
    } else {
      super.writeObjectEntrySeparator(out);
    }
  }

  @Override
  public void writeEndObject(JsonGenerator out, int entries) throws IOException {
    if (isItem(out)) {
      out.writeRaw(" }");
    } else {
      super.writeEndObject(out, entries);
    }
  }

  @Override
  public void beforeArrayValues(JsonGenerator out) throws IOException {
    if (isList(out.getOutputContext())) {
      LINES.writeIndentation(out, _nesting + 1);
    } else {
      super.beforeArrayValues(out);
    }
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator out) throws IOException {
    if (isList(out.getOutputContext())) {
      out.writeRaw(',');
      LINES.writeIndentation(out, _nesting + 1);
    } else {
      super.writeArrayValueSeparator(out);
    }
  }

  @Override
  public void writeEndArray(JsonGenerator out, int values) throws IOException {
    if (isList(out.getOutputContext()) && values > 0) {
      LINES.writeIndentation(out, _nesting);
      out.writeRaw(']');
    } else {
      super.writeEndArray(out, values);
    }
  }
}
