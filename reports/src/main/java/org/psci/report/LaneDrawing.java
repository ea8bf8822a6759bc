// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.psci.conformance.recording.EventKind;
import org.psci.conformance.results.EventData;

/**
 * A history as a drawing: a lane for each core, time from left to right. Calls are bars, everything
 * else is a mark above them. The event that is not permitted has a colour, a cross, and a line
 * through all lanes with words at its top.
 */
public final class LaneDrawing {
  private static final double MOST_WITH_LABELS = 940;
  private static final double GUTTER = 74;
  private static final double HEAD = 20;
  private static final double IDLE = 20;
  private static final double MARKS = 22;
  private static final double BAR = 36;
  private static final double PADDING = 5;
  private static final double FOOT = 22;
  private static final double LINE = 17;
  private static final double CHARACTER = 7.4;
  private static final String REFUSED = "not permitted";

  private final String title;
  private final List<EventData> events;
  private final int cores;
  private final LaneLayout layout;
  private final StringBuilder out = new StringBuilder();

  private LaneDrawing(String title, int cores, List<EventData> events) {
    this.title = title;
    this.events = events;
    this.cores = lanes(cores, events);
    this.layout = LaneLayout.of(events, MOST_WITH_LABELS);
  }

  /**
   * The drawing as part of a page, which brings the style.
   *
   * @param id what its ids begin with; no two drawings of a page have the same
   * @param cores how many cores the machine has
   * @param events what was seen, in the order in which it began
   */
  static String inline(String id, String title, int cores, List<EventData> events) {
    return new LaneDrawing(title, cores, events).svg(id, false);
  }

  /**
   * The drawing as an SVG file of its own: the lanes, what is around the event that is not
   * permitted with time to scale, and the sentences of all events.
   *
   * @param cores how many cores the machine has
   * @param events what was seen, in the order in which it began
   */
  public static String standalone(String title, int cores, List<EventData> events) {
    return new LaneDrawing(title, cores, events).svg("drawing", true);
  }

  /** How many lanes there are: one for each core of the machine, and of the events. */
  static int lanes(int cores, List<EventData> events) {
    int seen = events.stream().mapToInt(LaneDrawing::core).max().orElse(-1) + 1;
    return Math.max(cores, seen);
  }

  private static int core(EventData event) {
    Integer core = event.core();
    return core == null ? -1 : core;
  }

  private String svg(String id, boolean alone) {
    double list = alone ? LINE * (events.size() + 1) : 0;
    double width = GUTTER + layout.width() + 16;
    if (alone) {
      int longest = events.stream().mapToInt(event -> event.text().length()).max().orElse(0);
      width = Math.max(width, (longest + REFUSED.length() + 8) * CHARACTER);
    }
    width = Math.max(width, 420);
    double lanes = top(cores);
    Optional<String> scale =
        alone
            ? ScaleDrawing.svg(number("x=\"0\" y=\"%s\"", lanes + FOOT + 8), cores, events)
            : Optional.empty();
    double foot = FOOT + (scale.isPresent() ? 8 + ScaleDrawing.height(cores) : 0);
    width = scale.isPresent() ? Math.max(width, ScaleDrawing.WIDTH) : width;
    double height = lanes + foot + list;
    out.append("<svg class=\"lanes\" role=\"img\" aria-labelledby=\"")
        .append(id)
        .append("-title ")
        .append(id)
        .append("-desc\"");
    if (alone) {
      out.append(" xmlns=\"http://www.w3.org/2000/svg\"");
    }
    out.append(
        number(" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\">", width, height, width, height));
    out.append("\n<title id=\"").append(id).append("-title\">").append(Markup.escape(title));
    out.append("</title>\n<desc id=\"").append(id).append("-desc\">");
    out.append(Markup.escape(description())).append("</desc>\n");
    if (alone) {
      out.append("<style>\n").append(Style.of("lanes.css")).append("</style>\n");
      out.append("<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n");
    }
    for (int core = 0; core < cores; core++) {
      lane(core, width);
    }
    axis(lanes, width);
    for (int index = 0; index < events.size(); index++) {
      if (events.get(index).impossible()) {
        refused(index, width);
      }
    }
    for (int index = 0; index < events.size(); index++) {
      event(index, lanes);
    }
    if (alone) {
      scale.ifPresent(out::append);
      list(lanes + foot);
    }
    return out.append("</svg>\n").toString();
  }

  private String description() {
    StringBuilder words = new StringBuilder("Time runs from left to right.");
    for (int core = 0; core < cores; core++) {
      int lane = core;
      long count = events.stream().filter(event -> core(event) == lane).count();
      words.append(" Core ").append(core).append(": ");
      words.append(count == 0 ? "nothing seen." : count + (count == 1 ? " event." : " events."));
    }
    for (int index = 0; index < events.size(); index++) {
      if (events.get(index).impossible()) {
        words.append(" Event ").append(index + 1).append(" is ").append(REFUSED).append(": ");
        words.append(events.get(index).text()).append('.');
      }
    }
    return words.toString();
  }

  private boolean isIdle(int core) {
    return events.stream().noneMatch(event -> core(event) == core);
  }

  /** The upper edge of a lane; of the lane after the last one, the lower edge of them all. */
  private double top(int core) {
    double y = HEAD;
    for (int before = 0; before < core; before++) {
      y += isIdle(before) ? IDLE : MARKS + BAR + 2 * PADDING;
      y += 4;
    }
    return y;
  }

  private void lane(int core, double width) {
    double y = top(core);
    double height = top(core + 1) - y - 4;
    out.append("<g class=\"lane").append(isIdle(core) ? " idle" : "").append("\" data-core=\"");
    out.append(core).append("\">");
    out.append(
        number("<rect x=\"0\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"3\"/>", y, width, height));
    out.append(number("<text x=\"8\" y=\"%s\">core ", isIdle(core) ? y + 14 : y + 50));
    out.append(core).append("</text>");
    if (isIdle(core)) {
      out.append(number("<text class=\"remark\" x=\"%s\" y=\"%s\">nothing seen", GUTTER, y + 14));
      out.append("</text>");
    }
    out.append("</g>\n");
  }

  private void axis(double y, double width) {
    double right = width - 10;
    out.append("<g class=\"axis\">");
    path(number("M%s %sH%sm-6 -4l6 4l-6 4", GUTTER, y + 5, right));
    out.append(number("<text x=\"%s\" y=\"%s\">time, not to scale</text></g>\n", GUTTER, y + 19));
  }

  private void path(String d) {
    out.append("<path d=\"").append(d).append("\"/>");
  }

  private void event(int index, double bottom) {
    EventData event = events.get(index);
    LaneLayout.Place place = layout.place(index);
    double left = GUTTER + place.left();
    double right = GUTTER + place.right();
    out.append("<g class=\"event ").append(event.kind().word());
    out.append(event.parking() ? " parking" : "");
    out.append(event.impossible() ? " impossible" : "");
    out.append("\" data-event=\"").append(index + 1).append("\">");
    double y = core(event) < 0 ? HEAD : top(core(event));
    double bar = y + PADDING + MARKS;
    double base = y + PADDING + 14;
    double text = left + 5;
    switch (event.kind()) {
      case CALL -> {
        call(event, left, right, bar, index);
        base = bar + 15;
      }
      case ENTRY -> {
        path(number("M%s %sV%sm-5 -7l5 7l5 -7", left, y + 2, bar + BAR));
        text = left + 8;
      }
      case WAKE_UP -> {
        double end = left + LaneLayout.FLASH - 6;
        path(number("M%s %sH%s", left, y + 4, end));
        path(number("M%s %sl-5 9h5l-3 8l9 -11h-5l4 -6z", end, y + 4));
        text = left + LaneLayout.FLASH + 4;
      }
      case SILENCE -> {
        path(number("M%s %sH%s", before(index), bar + BAR / 2, left));
        out.append(number("<circle cx=\"%s\" cy=\"%s\" r=\"4\"/>", left + 4, bar + BAR / 2));
        path(number("M%s %sV%s", left + 4, bar + BAR / 2 - 4, base + 3));
        text = left + 8;
      }
      case MACHINE -> {
        path(number("M%s %sV%s", left, HEAD, bottom));
        text = left + 6;
      }
    }
    if (event.impossible()) {
      cross(text, base - 9);
      text += 14;
    }
    for (String line : place.lines()) {
      out.append(number("<text x=\"%s\" y=\"%s\">", text, base));
      out.append(Markup.escape(line)).append("</text>");
      base += 15;
    }
    out.append("</g>\n");
  }

  /** A bar; without an end, its upper and lower edges go on as far as nothing else is seen. */
  private void call(EventData event, double left, double right, double y, int index) {
    if (event.end() != null) {
      out.append(
          number(
              "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"3\"/>",
              left, y, right - left, BAR));
      return;
    }
    path(number("M%s %sH%sv%sH%sz", left, y, right, BAR, left));
    double until = Math.max(right, after(index));
    if (until > right) {
      out.append(number("<path class=\"open\" d=\"M%s %sH%s", right, y, until));
      out.append(number("M%s %sH%s\"/>", right, y + BAR, until));
    }
  }

  private static boolean isWakeUp(EventData event) {
    return event.kind() == EventKind.WAKE_UP;
  }

  /** Whether an event of the same core ends what was going on; an interrupt alone does not. */
  private static boolean follows(EventData event, EventData before) {
    return core(event) == core(before) && !isWakeUp(event);
  }

  /** Where the next event of the core is, or the right edge. */
  private double after(int index) {
    for (int next = index + 1; next < events.size(); next++) {
      if (follows(events.get(next), events.get(index))) {
        return GUTTER + layout.place(next).left() - 3;
      }
    }
    return GUTTER + layout.width();
  }

  /** Where the event before on the same core is over, or the left edge. */
  private double before(int index) {
    for (int last = index - 1; last >= 0; last--) {
      if (follows(events.get(index), events.get(last)) && !isWakeUp(events.get(last))) {
        LaneLayout.Place place = layout.place(last);
        boolean isBar = events.get(last).kind() == EventKind.CALL;
        double edge = GUTTER + (isBar ? place.right() : place.left());
        return Math.min(edge, GUTTER + layout.place(index).left());
      }
    }
    return GUTTER;
  }

  /** A line from the words at the top down to the event. */
  private void refused(int index, double width) {
    int core = core(events.get(index));
    double x = GUTTER + layout.place(index).left();
    double bottom = core < 0 ? HEAD : top(core) + PADDING + MARKS;
    String words = REFUSED + ": " + (index + 1);
    double left = Math.min(x, width - words.length() * CHARACTER - 20);
    out.append("<g class=\"refused\">");
    path(number("M%s %sV%s", x, HEAD, bottom));
    cross(left, 4.0);
    out.append(number("<text x=\"%s\" y=\"14\">", left + 14)).append(words);
    out.append("</text></g>\n");
  }

  private void cross(double x, double y) {
    out.append(number("<path class=\"cross\" d=\"M%s %sl9 9m0 -9l-9 9\"/>", x, y));
  }

  private void list(double top) {
    double y = top;
    for (int index = 0; index < events.size(); index++) {
      EventData event = events.get(index);
      y += LINE;
      out.append("<text class=\"").append(event.impossible() ? "sign" : "line");
      out.append(number("\" x=\"8\" y=\"%s\">", y)).append(index + 1).append(". ");
      out.append(Markup.escape(event.text()));
      out.append(event.impossible() ? " (" + REFUSED + ")" : "").append("</text>\n");
    }
  }

  private static String number(String format, Object... numbers) {
    Object[] texts = new Object[numbers.length];
    for (int index = 0; index < numbers.length; index++) {
      double value = (Double) numbers[index];
      texts[index] =
          value == Math.rint(value)
              ? Long.toString((long) value)
              : String.format(Locale.ROOT, "%.1f", value);
    }
    return String.format(Locale.ROOT, format, texts);
  }
}
