// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.mailbox;

/** Carries what changes in a mailbox between the copies of host and agent. */
public interface Transport {

  /** For a mailbox that both map. */
  Transport NONE =
      new Transport() {
        @Override
        public void written(int offset, int length) {}

        @Override
        public void send() {}

        @Override
        public void receive() {}

        @Override
        public void fetchDeviceTree() {}

        @Override
        public int still() {
          return -1;
        }
      };

  /** Takes note that the host has written a range. */
  void written(int offset, int length);

  /**
   * Brings the agent all that the host has written, the sequence number of the command last. If
   * that cannot be done, the machine counts as dead.
   */
  void send();

  /** Takes in what the agent has sent so far. */
  void receive();

  /** Brings the host the copy of the device tree, which is large and seldom asked for. */
  void fetchDeviceTree();

  /** See {@link Mailbox#still}. */
  int still();
}
