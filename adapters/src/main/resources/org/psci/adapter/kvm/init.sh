#!/bin/busybox sh
# SPDX-License-Identifier: Apache-2.0
#
# The first process of the emulated machine: starts a QEMU that uses its KVM, by the words in /command.

/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
exec 2>/dev/console

end() {
  echo "$1" >&2
  poweroff -f
}

# The memory that the suite maps, too: resource 2 of the device ivshmem.
for device in /sys/bus/pci/devices/*; do
  if [ "$(cat "$device/vendor") $(cat "$device/device")" = "0x1af4 0x1110" ]; then
    echo 1 >"$device/enable"
    ln -s "$device/resource2" /mailbox
  fi
done
[ -e /mailbox ] || end "there is no shared memory in the emulated machine"
[ -e /dev/kvm ] || end "the Linux in the emulated machine offers no KVM"
[ -e /dev/vport0p1 ] || end "there is no port to the suite in the emulated machine"

# Nobody listens to the greeting of its monitor but who makes the snapshot; the suite gives the orders.
$(cat /command) 0<>/dev/vport0p1 1>&0
end "the QEMU inside the emulated machine ended with exit code $?"
