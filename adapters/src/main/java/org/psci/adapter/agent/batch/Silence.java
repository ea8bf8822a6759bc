// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.batch;

import org.psci.adapter.agent.mailbox.Layout;

/**
 * A wait that a core gave up. Times are ticks of the counter.
 *
 * @param core who waited
 * @param awaited the core that was waited for; the waiting one itself if that is not known
 * @param what one of {@link Layout.SilenceRecord}
 * @param begin when the wait began
 * @param end when it was given up
 */
record Silence(int core, int awaited, int what, long begin, long end) {

  String remark() {
    String hope =
        switch (what) {
          case Layout.SilenceRecord.ENTRY -> "to come in";
          case Layout.SilenceRecord.PROGRESS -> "to make its calls";
          case Layout.SilenceRecord.OFF -> "to call CPU_OFF";
          case Layout.SilenceRecord.BARRIER -> "to be ready for calls together";
          case Layout.SilenceRecord.WAKE_UP -> "to wake up";
          default -> "to be in the state that a repeated call asks for";
        };
    return "core " + core + " waited in vain for core " + awaited + " " + hope;
  }
}
