// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which calls have not returned: at most one of each core. */
final class OpenCalls {
  private static final long NONE = 0;

  private final long[] idOfCore;
  private final boolean[] isToReturn;
  private long lastId;

  /** Calls up to this one were made by earlier programs. */
  private long lastOfEarlierPrograms;

  OpenCalls(int cores) {
    this.idOfCore = new long[cores];
    this.isToReturn = new boolean[cores];
  }

  /** A new id, for a call or for an idle. */
  long newId() {
    return ++lastId;
  }

  long lastId() {
    return lastId;
  }

  /**
   * A core makes a call.
   *
   * @param toReturn whether it is meant to return
   * @return its id
   */
  long begin(int core, boolean toReturn) {
    long id = newId();
    idOfCore[core] = id;
    isToReturn[core] = toReturn;
    return id;
  }

  /** Whether a call is open that is meant to return, and was made after this id was given. */
  boolean isReturnDueAfter(long earlier) {
    for (int core = 0; core < idOfCore.length; core++) {
      if (idOfCore[core] > earlier && isToReturn[core]) {
        return true;
      }
    }
    return false;
  }

  void clear() {
    Arrays.fill(idOfCore, NONE);
  }

  /** From now on a return of a call up to this one comes too late. */
  void endProgramAt(long id) {
    lastOfEarlierPrograms = id;
  }

  /** A core came in: whatever call it was in is over. */
  void entered(int core) throws BadMessageException {
    check(core);
    idOfCore[core] = NONE;
  }

  void returned(int core, long id) throws BadMessageException {
    check(core);
    if (idOfCore[core] != id || id == NONE) {
      throw new BadMessageException(noSuchCall(core, id));
    }
    if (id <= lastOfEarlierPrograms) {
      throw new BadMessageException(
          "call "
              + id
              + " of core "
              + core
              + " returns although the core was reported OFF since; a CPU_OFF or CPU_FREEZE that"
              + " succeeds never returns");
    }
    idOfCore[core] = NONE;
  }

  private String noSuchCall(int core, long id) {
    if (id <= NONE || id > lastId) {
      return "no call " + id + " was made; answer with the 'id' of the call";
    }
    for (int other = 0; other < idOfCore.length; other++) {
      if (idOfCore[other] == id) {
        return "call " + id + " was made by core " + other + ", not by core " + core;
      }
    }
    return "call "
        + id
        + " is over, or was no call; answer a call once, and not at all if its core has come in"
        + " elsewhere meanwhile";
  }

  private void check(int core) throws BadMessageException {
    if (core >= idOfCore.length) {
      throw new BadMessageException(
          "there is no core "
              + core
              + "; 'core' is an index into 'cores' of the profile, 0 to "
              + (idOfCore.length - 1));
    }
  }

  /** The open calls for a message, for instance {@code the return of call 17 (core 0)}. */
  List<String> describe() {
    List<String> open = new ArrayList<>();
    for (int core = 0; core < idOfCore.length; core++) {
      if (idOfCore[core] != NONE) {
        open.add("the return of call " + idOfCore[core] + " (core " + core + ")");
      }
    }
    return open;
  }
}
