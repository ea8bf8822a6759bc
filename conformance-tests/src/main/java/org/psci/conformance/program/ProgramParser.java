// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.program;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.Parameter;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * Reads the text form of a program. Everything behind a {@code #} is a comment. The first line says
 * {@code topology CLUSTERSxCORES}, the second may be {@code schedule ...}; the others say {@code
 * core N: FUNCTION name=value ...}, {@code together} with indented lines of that kind below it, or
 * {@code wake core N}.
 */
public final class ProgramParser {
  private static final Pattern TOPOLOGY = Pattern.compile("topology\\s+(\\d{1,3})x(\\d{1,3})");
  private static final Pattern STEP = Pattern.compile("core\\s+(\\d{1,3})\\s*:\\s*(\\S+)(.*)");
  private static final Pattern WAKE = Pattern.compile("wake\\s+core\\s+(\\d{1,3})");
  private static final Pattern ATTRIBUTE = Pattern.compile("([A-Za-z_0-9.]+)=(\\S+)");
  private static final Pattern ENTRY = Pattern.compile("([A-Z]{1,2})(?:\\+(\\d{1,4}))?");

  private final String source;
  private final List<Phase> phases = new ArrayList<>();
  private @Nullable Shape shape;
  private @Nullable Schedule schedule;
  private @Nullable List<Step> together;
  private int line;

  private ProgramParser(String source) {
    this.source = source;
  }

  /**
   * Reads a program.
   *
   * @param source what messages call the text, for instance the name of its file
   * @throws ProgramSyntaxException if the text is no program
   */
  public static Program parse(String source, String text) throws ProgramSyntaxException {
    return new ProgramParser(source).program(text);
  }

  /**
   * Reads a program that was written by the suite itself.
   *
   * @throws IllegalArgumentException if the text is none: then somebody has changed it
   */
  public static Program recorded(String text) {
    try {
      return parse("a recorded program", text);
    } catch (ProgramSyntaxException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private Program program(String text) throws ProgramSyntaxException {
    for (String raw : withoutByteOrderMark(text).lines().toList()) {
      line++;
      int comment = raw.indexOf('#');
      String content = comment < 0 ? raw : raw.substring(0, comment);
      if (!content.isBlank()) {
        boolean indented = Character.isWhitespace(content.charAt(0));
        content(content.strip(), indented);
      }
    }
    endTogether();
    if (shape == null) {
      line = Math.max(line, 1);
      throw error("the text is empty; expected 'topology CLUSTERSxCORES', for instance 1x4");
    }
    try {
      return new Program(shape, phases, Optional.ofNullable(schedule));
    } catch (IllegalArgumentException e) {
      throw error(e.getMessage());
    }
  }

  /** Some editors put one in front; it is invisible and means nothing. */
  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private void content(String content, boolean indented) throws ProgramSyntaxException {
    if (shape == null) {
      shape = topology(content);
      return;
    }
    if (indented && together == null) {
      throw error("expected no indentation here: only lines below 'together' are indented");
    }
    if (!indented) {
      endTogether();
    }
    Matcher wake = WAKE.matcher(content);
    if (content.equals("schedule") || content.startsWith("schedule ")) {
      schedule(content);
    } else if (content.equals("together")) {
      together = new ArrayList<>();
    } else if (wake.matches()) {
      if (indented) {
        throw error("expected a step: 'wake' cannot stand below 'together'");
      }
      phases.add(new Phase.Wake(core(wake.group(1))));
    } else if (together != null) {
      together.add(step(content));
    } else {
      phases.add(new Phase.Alone(step(content)));
    }
  }

  private void schedule(String content) throws ProgramSyntaxException {
    if (schedule != null || together != null || !phases.isEmpty()) {
      throw error("'schedule' stands once, below 'topology' and above all steps");
    }
    List<Schedule.Decision> decisions = new ArrayList<>();
    for (String word : content.substring("schedule".length()).strip().split("\\s+", -1)) {
      switch (word) {
        case "" -> {
          // nothing is decided
        }
        case "+" -> decisions.add(new Schedule.Liberty(true));
        case "-" -> decisions.add(new Schedule.Liberty(false));
        default -> {
          if (!word.matches("\\d{1,3}")) {
            throw error("a schedule has numbers of cores, + and -, not '" + word + "'");
          }
          decisions.add(new Schedule.Turn(core(word)));
        }
      }
    }
    schedule = new Schedule(decisions);
  }

  private void endTogether() throws ProgramSyntaxException {
    if (together != null) {
      try {
        phases.add(new Phase.Together(together));
      } catch (IllegalArgumentException e) {
        throw error(e.getMessage());
      }
      together = null;
    }
  }

  private Shape topology(String content) throws ProgramSyntaxException {
    Matcher matcher = TOPOLOGY.matcher(content);
    if (!matcher.matches()) {
      throw error(
          "expected 'topology CLUSTERSxCORES', for instance 'topology 1x4', not '" + content + "'");
    }
    try {
      return new Shape(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    } catch (IllegalArgumentException e) {
      throw error(e.getMessage());
    }
  }

  private int core(String digits) throws ProgramSyntaxException {
    int core = Integer.parseInt(digits);
    if (shape == null || core >= shape.cores()) {
      throw error("topology " + shape + " has no core " + core + "; cores count from 0");
    }
    return core;
  }

  private Step step(String content) throws ProgramSyntaxException {
    Matcher matcher = STEP.matcher(content);
    if (!matcher.matches()) {
      throw error(
          "expected 'core N: FUNCTION name=value ...', 'together' or 'wake core N', not '"
              + content
              + "'");
    }
    StepBuilder builder = new StepBuilder(core(matcher.group(1)), matcher.group(2));
    for (String attribute : matcher.group(3).strip().split("\\s+", -1)) {
      if (!attribute.isEmpty()) {
        Matcher pair = ATTRIBUTE.matcher(attribute);
        if (!pair.matches()) {
          throw error("expected 'name=value', not '" + attribute + "'");
        }
        builder.set(pair.group(1), pair.group(2));
      }
    }
    return builder.build();
  }

  private ProgramSyntaxException error(@Nullable String problem) {
    return new ProgramSyntaxException(source, line, String.valueOf(problem));
  }

  /** A step, put together from its attributes. */
  private final class StepBuilder {
    private static final String RAW_CALL = "CALL";

    private final int core;
    private final String name;
    private final @Nullable Value[] arguments = new Value[Invocation.ARGUMENTS];
    private final Integer[] high = {0, 0, 0, 0};
    private @Nullable Integer functionId;
    private List<Parameter> parameters = List.of();
    private @Nullable Repeat repeat;
    private int timer;
    private int skew;
    private final Set<Dirt> dirt = EnumSet.noneOf(Dirt.class);

    StepBuilder(int core, String name) throws ProgramSyntaxException {
      this.core = core;
      this.name = name;
      if (!name.equals(RAW_CALL)) {
        functionId =
            Names.functionId(name)
                .orElseThrow(
                    () ->
                        error(
                            "'"
                                + name
                                + "' is no PSCI function; expected one such as CPU_ON, CPU_ON32 for"
                                + " the SMC32 form, or CALL id=0x..."));
        parameters = PsciFunction.of(functionId).map(PsciFunction::parameters).orElse(List.of());
      }
    }

    void set(String attribute, String value) throws ProgramSyntaxException {
      for (int index = 0; index < parameters.size(); index++) {
        Parameter parameter = parameters.get(index);
        if (parameter.name().equals(attribute)) {
          argument(index, attribute, value(parameter, value));
          return;
        }
        if (parameter.kind() == Parameter.Kind.CORE && attribute.equals("mpidr")) {
          argument(index, attribute, new Value.Literal(number(attribute, value)));
          return;
        }
      }
      switch (attribute) {
        case "id" -> id(value);
        case "until" -> repeat(Repeat.Kind.UNTIL, value);
        case "while" -> repeat(Repeat.Kind.WHILE, value);
        case "timer" -> timer(value);
        case "skew" -> skew(value);
        case "dirty" -> dirty(value);
        case "x1", "x2", "x3" -> register(attribute, value);
        case "x0.high", "x1.high", "x2.high", "x3.high" -> high(attribute, value);
        default ->
            throw error(
                "'" + attribute + "' does not belong to " + name + "; expected " + expected());
      }
    }

    private String expected() {
      StringBuilder names = new StringBuilder();
      if (name.equals(RAW_CALL)) {
        names.append("id, ");
      }
      parameters.forEach(
          p ->
              names
                  .append(p.name())
                  .append(p.kind() == Parameter.Kind.CORE ? " or mpidr, " : ", "));
      if (functionId != null && suspends(functionId)) {
        names.append("timer, ");
      }
      if (together != null) {
        names.append("skew, ");
      }
      return names + "x1 to x3, x0.high to x3.high, until, while or dirty";
    }

    private void argument(int index, String attribute, Value value) throws ProgramSyntaxException {
      if (arguments[index] != null) {
        throw error("'" + attribute + "' sets x" + (index + 1) + " a second time");
      }
      arguments[index] = value;
    }

    private void id(String value) throws ProgramSyntaxException {
      if (!name.equals(RAW_CALL)) {
        throw error("'id' belongs to CALL; " + name + " has its own");
      }
      long id = number("id", value);
      if (id < 0 || id > 0xffff_ffffL) {
        throw error("a function id has 32 bits; x0.high sets what stands above them");
      }
      if (PsciFunction.of((int) id).isPresent()) {
        throw error("write " + Names.ofFunction((int) id) + " instead of CALL id=" + value);
      }
      functionId = (int) id;
    }

    private void repeat(Repeat.Kind kind, String value) throws ProgramSyntaxException {
      if (repeat != null) {
        throw error("a step has one 'until' or 'while'");
      }
      int function = functionId == null ? 0 : functionId;
      Optional<Integer> named = Names.resultValue(function, value);
      long word =
          named.isPresent() ? named.get() : number(kind.name().toLowerCase(Locale.ROOT), value);
      if (word < Integer.MIN_VALUE || word > 0xffff_ffffL) {
        throw error("a result has 32 bits, not '" + value + "'");
      }
      repeat = new Repeat(kind, (int) word);
    }

    private void timer(String value) throws ProgramSyntaxException {
      if (functionId == null || !suspends(functionId)) {
        throw error("'timer' belongs to a call that suspends its core, such as CPU_SUSPEND");
      }
      long microseconds = number("timer", value);
      if (microseconds < 1 || microseconds > Step.LONGEST_TIMER) {
        throw error("a timer takes 1 to " + Step.LONGEST_TIMER + " microseconds, not " + value);
      }
      timer = (int) microseconds;
    }

    private void skew(String value) throws ProgramSyntaxException {
      if (together == null) {
        throw error(
            "'skew' belongs to a step below 'together': alone there is nobody to be late for");
      }
      long units = number("skew", value);
      if (units < 0 || units > Step.LARGEST_SKEW) {
        throw error("a skew is 0 to " + Step.LARGEST_SKEW + ", not " + value);
      }
      skew = (int) units;
    }

    private void dirty(String value) throws ProgramSyntaxException {
      for (String word : value.split(",", -1)) {
        if (word.equals("all")) {
          dirt.addAll(EnumSet.allOf(Dirt.class));
        } else {
          try {
            dirt.add(Dirt.valueOf(word.toUpperCase(Locale.ROOT)));
          } catch (IllegalArgumentException e) {
            throw error(
                "'" + word + "' is no preparation; expected mmu, daif, be, vbar, regs or all");
          }
        }
      }
    }

    private boolean suspends(int id) {
      return PsciFunction.of(id).filter(PsciFunction::suspends).isPresent();
    }

    private void register(String attribute, String value) throws ProgramSyntaxException {
      int number = attribute.charAt(1) - '0';
      if (number <= parameters.size()) {
        throw error(
            "x" + number + " of " + name + " is '" + parameters.get(number - 1).name() + "'");
      }
      argument(number - 1, attribute, new Value.Literal(number(attribute, value)));
    }

    private void high(String attribute, String value) throws ProgramSyntaxException {
      long junk = number(attribute, value);
      if (junk < 0 || junk > 0xffff_ffffL) {
        throw error(attribute + " has 32 bits");
      }
      high[attribute.charAt(1) - '0'] = (int) junk;
    }

    private Value value(Parameter parameter, String text) throws ProgramSyntaxException {
      return switch (parameter.kind()) {
        case CORE -> {
          if (!text.matches("\\d{1,3}")) {
            throw error(
                "expected the number of a core, not '" + text + "'; mpidr=0x... names any target");
          }
          yield new Value.Core(core(text));
        }
        case ENTRY -> entry(parameter.name(), text);
        case WIDE ->
            parameter.name().equals("base")
                ? entry(parameter.name(), text) // what an entry point lies in is memory for certain
                : new Value.Literal(number(parameter.name(), text));
        case WORD -> {
          if (parameter.name().equals("power_state")) {
            Optional<Value.Suspend> state = Names.powerState(text);
            if (state.isPresent()) {
              yield state.get();
            }
            if (!Character.isDigit(text.charAt(0))) {
              throw error(
                  "'power_state' takes a meaning such as standby, powerdown@1, retention-retention or"
                      + " powerdown,last@1, with levels 0 to 3, or a number, not '"
                      + text
                      + "'");
            }
          }
          Optional<Integer> id =
              parameter.name().equals("function") ? Names.functionId(text) : Optional.empty();
          long word = id.isPresent() ? id.get() & 0xffff_ffffL : number(parameter.name(), text);
          if (word < 0 || word > 0xffff_ffffL) {
            throw error(
                "'" + parameter.name() + "' has 32 bits; xN.high sets what stands above them");
          }
          yield new Value.Literal(word);
        }
      };
    }

    private Value entry(String attribute, String text) throws ProgramSyntaxException {
      Matcher matcher = ENTRY.matcher(text);
      if (!matcher.matches()) {
        return new Value.Literal(number(attribute, text));
      }
      int slot = Names.slot(matcher.group(1));
      if (slot < 0) {
        throw error(
            "there are entry points A to " + Names.ofSlot(Value.Entry.SLOTS - 1) + ", not " + text);
      }
      return new Value.Entry(
          slot, matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2)));
    }

    private long number(String attribute, String text) throws ProgramSyntaxException {
      try {
        return text.startsWith("0x")
            ? Long.parseUnsignedLong(text.substring(2), 16)
            : Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw error(
            "'" + attribute + "' takes a number such as 0x1f of up to 64 bits, not '" + text + "'");
      }
    }

    Step build() throws ProgramSyntaxException {
      if (functionId == null) {
        throw error("CALL takes the function id as id=0x...");
      }
      List<Value> values = new ArrayList<>();
      for (int index = 0; index < Invocation.ARGUMENTS; index++) {
        Value value = arguments[index];
        if (value == null && index < parameters.size()) {
          throw error(name + " takes '" + parameters.get(index).name() + "=...'");
        }
        values.add(value == null ? Value.ZERO : value);
      }
      for (int register = 0; register < high.length; register++) {
        if (high[register] != 0 && PsciFunction.significantBits(functionId, register) == 64) {
          throw error(
              "all 64 bits of x" + register + " count in this call; set them in the argument");
        }
      }
      checkWidth(values);
      return new Step(
          core,
          new Invocation(functionId, values, List.of(high)),
          Optional.ofNullable(repeat),
          dirt,
          timer,
          skew);
    }

    private void checkWidth(List<Value> values) throws ProgramSyntaxException {
      for (int index = 0; index < parameters.size(); index++) {
        int id = functionId == null ? 0 : functionId;
        boolean narrow = parameters.get(index).kind().bits(CallWidth.of(id)) == 32;
        if (narrow
            && values.get(index) instanceof Value.Literal literal
            && literal.bits() >>> 32 != 0) {
          throw error(
              "'"
                  + parameters.get(index).name()
                  + "' of "
                  + name
                  + " has 32 bits; x"
                  + (index + 1)
                  + ".high sets what stands above them");
        }
      }
    }
  }
}
