// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.clause;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All situations of a section, by their index. */
final class Situations {
  private Situations() {}

  /**
   * Every combination of the components.
   *
   * @throws IllegalArgumentException if a component is no enum, or {@code index()} does not number
   *     the combinations as it should
   */
  static <S extends Record & Situation> List<S> of(Class<S> type) {
    List<Object[]> combinations = new ArrayList<>();
    combinations.add(new Object[0]);
    RecordComponent[] components = type.getRecordComponents();
    for (RecordComponent component : components) {
      Object[] values = component.getType().getEnumConstants();
      if (values == null) {
        throw new IllegalArgumentException(component + " of " + type.getName() + " is no enum");
      }
      List<Object[]> longer = new ArrayList<>();
      for (Object[] combination : combinations) {
        for (Object value : values) {
          Object[] more = Arrays.copyOf(combination, combination.length + 1);
          more[combination.length] = value;
          longer.add(more);
        }
      }
      combinations = longer;
    }
    List<S> all = new ArrayList<>();
    for (Object[] combination : combinations) {
      S situation = make(type, components, combination);
      if (situation.index() != all.size()) {
        throw new IllegalArgumentException(
            situation + " has index " + situation.index() + ", not " + all.size());
      }
      all.add(situation);
    }
    return List.copyOf(all);
  }

  private static <S extends Record & Situation> S make(
      Class<S> type, RecordComponent[] components, Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<S> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true); // sections keep their situations to themselves
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type.getName() + " cannot be made", e);
    }
  }
}
