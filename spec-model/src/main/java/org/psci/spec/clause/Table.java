// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.clause;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.ReturnCode;

/**
 * What a section permits in each of its situations, with some clauses left out.
 *
 * <p>A situation in which refusals are due has one outcome for each of them, and nothing else but
 * refusals that are allowed even there. If all of these refusals may go undetected by a reading,
 * everything else is permitted too, under that reading. A situation in which none is due has what
 * the clauses do, and what they allow.
 *
 * <p>What leaving out permits: without a <em>duty</em> the call succeeds, with or without what the
 * section does or answers elsewhere, or is passed on, or is refused with some other code, or never
 * returns. Without an <em>effect</em> the call answers something else, or succeeds and does
 * nothing, where no refusal is due; where a clause of its own says that it does not return, to come
 * back is to break that one. Without the <em>meaning</em> of a code the code comes for another
 * reason, where a refusal is allowed. Without <em>no trace</em> a refused call does what it would
 * have done, and a call that only asks disturbs something, whatever it answers. Without the
 * <em>frame</em> any result comes.
 */
final class Table<S> {
  private static final Row[] EMPTY = {};

  /** The codes of calls that are refused by a function that is there. */
  private static final Set<ReturnCode> REFUSALS =
      EnumSet.complementOf(EnumSet.of(ReturnCode.SUCCESS, ReturnCode.NOT_SUPPORTED));

  private final List<Line<S>> lines;
  private final LeftOut leftOut;
  private final Row[][] rows;
  private final List<S> situations;

  Table(List<Line<S>> lines, List<S> situations, LeftOut leftOut) {
    this.lines = lines;
    this.leftOut = leftOut;
    this.situations = situations;
    this.rows = new Row[situations.size()][];
    if (leftOut.isEmpty()) { // used by many threads, so it is made before it is shown
      for (int index = 0; index < rows.length; index++) {
        rows[index] = rows(situations.get(index));
      }
    }
  }

  void permit(
      int situation,
      Platform platform,
      State before,
      Call call,
      Section.Permits next,
      Outcomes outcomes) {
    for (Row row : permitted(situation)) {
      row.hand(platform, before, call, next, outcomes);
    }
  }

  /** Whether there are only refusals, at least one of them with one of these codes. */
  boolean onlyRefuses(int situation, Set<ReturnCode> codes) {
    boolean found = false;
    for (Row row : permitted(situation)) {
      Optional<ReturnCode> code = row.constantCode().flatMap(ReturnCode::of);
      if (code.isEmpty() || !REFUSALS.contains(code.get())) {
        return false;
      }
      found |= codes.contains(code.get());
    }
    return found;
  }

  private Row[] permitted(int situation) {
    Row[] permitted = rows[situation];
    if (permitted == null) {
      permitted = rows(situations.get(situation));
      rows[situation] = permitted;
    }
    return permitted;
  }

  private Row[] rows(S situation) {
    List<Line<S>> due = new ArrayList<>();
    List<Line<S>> kept = new ArrayList<>();
    List<Line<S>> notKept = new ArrayList<>();
    for (Line<S> line : lines) {
      if (!line.speaksOf(situation)) {
        continue;
      }
      boolean left = line.isLeftOut(leftOut);
      if (left) {
        notKept.add(line);
      }
      switch (line.kind()) {
        case DUTY -> {
          if (!left) {
            due.add(line);
            kept.add(line);
          }
        }
        case EFFECT, PERMISSION -> {
          if (line.row() != null) {
            kept.add(line);
          }
        }
        default -> {}
      }
    }
    List<Row> permitted = new ArrayList<>();
    boolean undetected = due.stream().allMatch(line -> line.undetected().isPresent());
    for (Line<S> line : kept) {
      if (line.kind() == Clause.Kind.DUTY) {
        permitted.add(due.size() > 1 ? among(line) : row(line));
      } else if (undetected) { // or nothing is due
        boolean goesOn = line.kind() == Clause.Kind.EFFECT || goesOn(row(line));
        permitted.add(goesOn ? goingOn(line, due) : row(line));
      } else if (line.isBesideRefusals()) {
        permitted.add(row(line));
      }
    }
    boolean mayRefuse = due.isEmpty() && kept.stream().anyMatch(Table::isRefusal);
    for (Line<S> line : notKept) {
      if (line.kind() != Clause.Kind.EFFECT) {
        without(line, mayRefuse, permitted);
      } else if (undetected) { // a call that has to be refused lacks no effect
        without(line, mayRefuse || !due.isEmpty(), permitted);
      }
    }
    return permitted.toArray(EMPTY);
  }

  private static <S> Row row(Line<S> line) {
    Row row = line.row();
    if (row == null) {
      throw new IllegalStateException(line + " has no outcome");
    }
    return row;
  }

  private static <S> Row among(Line<S> line) {
    return line.amongOthers().map(reading -> row(line).under(reading)).orElseGet(() -> row(line));
  }

  /** An effect in spite of refusals that are due: it needs the readings by which they are not. */
  private static <S> Row goingOn(Line<S> line, List<Line<S>> due) {
    Row row = row(line);
    for (Line<S> refusal : due) {
      row = row.under(refusal.undetected().orElseThrow());
    }
    return row;
  }

  /** What is allowed to a call that is not refused. */
  private static boolean goesOn(Row row) {
    return row.passesOn() || row.constantCode().filter(code -> code >= 0).isPresent();
  }

  private static boolean isRefusal(Line<?> line) {
    return line.kind() == Clause.Kind.PERMISSION
        && row(line).constantCode().filter(code -> code < 0).isPresent();
  }

  /**
   * Adds what may happen where a clause is not kept.
   *
   * @param mayRefuse whether the call may be refused, and need not be: then a wrong code is a
   *     matter of the code, and else of what the call should have done
   */
  private void without(Line<S> line, boolean mayRefuse, List<Row> permitted) {
    Because why = line.because();
    switch (line.kind()) {
      case KNOWN_FAULT, VIEW -> permitted.add(row(line));
      case MEANING -> {
        if (mayRefuse || !line.isBesideRefusals()) {
          permitted.add(row(line));
        }
      }
      case DUTY -> {
        permitted.add(Row.oneOf(Answers.ANY_ERROR, Effect.NOTHING, why));
        permitted.add(Row.code(ReturnCode.SUCCESS.value(), Effect.NOTHING, why));
        permitted.add(Row.leaves(Effect.NOTHING, why));
        successes().forEach(row -> permitted.add(row.because(why)));
        lines.stream().map(Line::row).filter(Table::isPassedOn).forEach(permitted::add);
      }
      case EFFECT -> {
        boolean leaves = line.row() != null && row(line).leaves();
        if (leaves) {
          permitted.add(Row.leaves(Effect.NOTHING, why));
        }
        if (!leaves || lines.stream().noneMatch(Table::saysThatItDoesNotReturn)) {
          Answers instead =
              line.otherwise().orElse(mayRefuse ? Answers.NO_ERROR : Answers.ANY_NUMBER);
          permitted.add(Row.oneOf(instead, Effect.NOTHING, why));
        }
      }
      case NO_TRACE -> {
        Row disturbance = line.row();
        if (disturbance != null) {
          for (Row row : List.copyOf(permitted)) {
            permitted.add(row.doing(disturbance.effect()).because(why));
          }
          return;
        }
        List<Row> refusals =
            permitted.stream()
                .filter(row -> row.constantCode().filter(c -> c < 0).isPresent())
                .toList();
        for (Row refusal : refusals) {
          effects().forEach(row -> permitted.add(refusal.doing(row.effect()).because(why)));
        }
      }
      case FRAME -> {
        permitted.add(Row.oneOf(Answers.ANY_NUMBER, Effect.NOTHING, why));
        effects().forEach(row -> permitted.add(Row.oneOf(Answers.ANY_NUMBER, row.effect(), why)));
      }
      default -> {}
    }
  }

  private static boolean isPassedOn(@Nullable Row row) {
    return row != null && row.passesOn();
  }

  /** Then to come back is to break this clause, not the one that says what the call does. */
  private static boolean saysThatItDoesNotReturn(Line<?> line) {
    return line.kind() == Clause.Kind.EFFECT && line.row() == null;
  }

  /** What the section does in any situation. */
  private List<Row> effects() {
    return successes().filter(row -> row.effect() != Effect.NOTHING).toList();
  }

  /** What the section does or answers in any situation. */
  private Stream<Row> successes() {
    return lines.stream()
        .filter(line -> line.kind() == Clause.Kind.EFFECT && line.row() != null)
        .map(Table::row);
  }
}
